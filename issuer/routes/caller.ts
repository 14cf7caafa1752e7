import type { Request, Response } from "express";
import type { JsonValue } from "../../core/json/json-value.ts";
import { createIdempotency, type Idempotency } from "../use-cases/idempotency.ts";
import { principalOf } from "./allow.ts";

/** Whose key a request came with, and whether it repeats an earlier one. */
export function callerOf(
  operation: Parameters<typeof createIdempotency>[0]["operation"],
  call: { headers: { "idempotency-key"?: string | undefined }; request: Request; response: Response },
): { apiKeyId: string; idempotency: Idempotency | undefined } {
  const { by: apiKeyId } = principalOf(call.response);
  const idempotencyKey = call.headers["idempotency-key"];
  if (idempotencyKey === undefined) return { apiKeyId, idempotency: undefined };
  const body: JsonValue = call.request.body;
  return { apiKeyId, idempotency: createIdempotency({ apiKeyId, idempotencyKey, operation, body }) };
}

/**
 * Lets go of a body that was read: a request is kept until the next one on its connection begins, and there may be a thousand
 * connections.
 */
export function releaseBody(request: Request): void {
  request.body = undefined;
  delete request.bodyBytes;
}
