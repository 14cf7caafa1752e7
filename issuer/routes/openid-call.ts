import type { Request, Response } from "express";
import { isJsonObject, type JsonObject } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { OpenidError, type OpenidErrorCode } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";
import { isJsonMediaType } from "../../web/media-type.ts";
import { openidEndpoint } from "../../web/openid-endpoint.ts";
import { readBody } from "../../web/read-body.ts";

/** Ten proofs of the longest kind. */
const maximumBytes = 200 * 1024;

interface Call<Params> {
  params: Params;
  request: Request;
  response: Response;
}

/** Makes the handler of a route whose failures are told as OAuth and OpenID want. */
export function openidHandler<Params>(answer: (call: Call<Params>) => Promise<void>) {
  return async (call: Call<Params>): Promise<void> => {
    const endpoint = openidEndpoint(() => answer(call));
    await endpoint(call.request, call.response, () => {});
  };
}

/**
 * The access token of a request: only from the header (RFC 6750, 2.1).
 *
 * @throws {OpenidError} `invalid_request` for one in the query, where it would end up in logs; `invalid_token` without any.
 */
export function accessTokenOf(request: Request): string {
  if (request.query.access_token !== undefined) {
    throw new OpenidError("invalid_request", "An access token must not stand in the address.");
  }
  const [, token] = /^Bearer +([^\s]{1,512}) *$/i.exec(request.get("authorization") ?? "") ?? [];
  if (token === undefined)
    throw new OpenidError("invalid_token", "Send the access token: Authorization: Bearer.");
  return token;
}

/** Reads a JSON object strictly. Throws an {@link OpenidError} with the code that this endpoint has for malformed requests. */
export async function readOpenidJson(request: Request, code: OpenidErrorCode): Promise<JsonObject> {
  if (!isJsonMediaType(request.get("content-type"))) {
    throw new OpenidError(code, "Send JSON in UTF-8, with Content-Type: application/json.");
  }
  try {
    const body = parseStrictJson(await readBody(request, maximumBytes), { maxBytes: maximumBytes });
    if (isJsonObject(body)) return body;
  } catch (error) {
    if (error instanceof Problem) throw new OpenidError(code, error.message, { cause: error });
    throw error;
  }
  throw new OpenidError(code, "The request is not a JSON object.");
}
