import { Problem } from "../../core/problem/problem.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { uuidPattern } from "./identifiers.ts";
import { type CompletionRecord, completionKeys } from "./records.ts";

/** A completion by our own number for it. Throws `NOT_FOUND`. */
export async function completionByNumber(
  store: Pick<Transaction, "get">,
  slug: string,
  number: number,
): Promise<CompletionRecord> {
  const record = Number.isSafeInteger(number)
    ? await store.get(completionKeys.completion(slug, number))
    : undefined;
  if (!record) throw notFound();
  return record;
}

/** A completion by its UUID, from the store or inside a transaction. Throws `NOT_FOUND`. */
export async function completionById(
  store: Pick<Transaction, "get">,
  slug: string,
  id: string,
): Promise<CompletionRecord> {
  const number = uuidPattern.test(id) ? await store.get(completionKeys.completionId(slug, id)) : undefined;
  const record = number === undefined ? undefined : await store.get(completionKeys.completion(slug, number));
  if (!record) throw notFound();
  return record;
}

function notFound(): Problem {
  return new Problem("NOT_FOUND", "There is no such completion.");
}
