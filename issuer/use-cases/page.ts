import { Problem } from "../../core/problem/problem.ts";
import type { IssuerStore, Prefix } from "../store/issuer-store.ts";

/** Which part of a list is wanted. */
export interface PageRequest {
  limit: number;
  /** From the page before. */
  cursor?: string | undefined;
}

/** A part of a list, newest first; without `next` it is the last one. */
export interface Page<Value> {
  items: Value[];
  next?: string;
}

/** Reads a page of the records under a prefix that have numbers or ordered UUIDs. Throws `INVALID_REQUEST` for a cursor that is none. */
export async function readPage<Value>(
  store: IssuerStore,
  prefix: Prefix<Value>,
  { limit, cursor }: PageRequest,
): Promise<Page<Value>> {
  if (cursor !== undefined && !/^(?:[0-9]{12}|[0-9a-f-]{36})$/.test(cursor)) {
    throw new Problem("INVALID_REQUEST", "The cursor is not one that this service gave.");
  }
  const after = cursor === undefined ? {} : { after: `${prefix}${cursor}` };
  const entries = await store.list(prefix, { limit: limit + 1, newestFirst: true, ...after });
  const shown = entries.slice(0, limit);
  const last = shown.at(-1)?.key.slice(prefix.length);
  return {
    items: shown.map(({ value }) => value),
    ...(entries.length > limit && last !== undefined && { next: last }),
  };
}
