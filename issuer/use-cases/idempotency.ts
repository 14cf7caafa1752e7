import { hash } from "node:crypto";
import type { JsonValue } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import type { IdempotencyRecord } from "../store/records.ts";

/** A client's promise that requests under one key are one request. */
export interface Idempotency {
  /** Names the client's key without holding it; two API keys never share one. */
  keyHash: string;
  /** Tells another request under the same key from a repeated one. */
  requestDigest: string;
}

/** Reads an Idempotency-Key for one request of one API key. */
export function createIdempotency(request: {
  apiKeyId: string;
  idempotencyKey: string;
  operation: "issue" | "status" | "completion" | "endorse";
  body: JsonValue;
}): Idempotency {
  return {
    keyHash: sha256(`${request.apiKeyId}\0${request.idempotencyKey}`),
    requestDigest: sha256(`${request.operation}\0${JSON.stringify(request.body)}`),
  };
}

/**
 * Finds what this idempotency key was used for before.
 *
 * @throws {@link Problem} `IDEMPOTENCY_KEY_REUSED` when that was another request.
 */
export async function recalledRecord(
  transaction: Transaction,
  slug: string,
  idempotency: Idempotency | undefined,
): Promise<IdempotencyRecord | undefined> {
  if (!idempotency) return undefined;
  const record = await transaction.get(keyOf.idempotency(slug, idempotency.keyHash));
  if (record && record.requestDigest !== idempotency.requestDigest) {
    throw new Problem(
      "IDEMPOTENCY_KEY_REUSED",
      "This Idempotency-Key was used for another request; use a new one.",
    );
  }
  return record;
}

function sha256(text: string): string {
  return hash("sha256", text);
}
