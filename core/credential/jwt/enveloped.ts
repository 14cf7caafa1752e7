import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { listOf } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";

const type = "EnvelopedVerifiableCredential";
const prefix = "data:application/vc+jwt,";

/** Wraps a VC-JWT in the object that stands for it in a VCDM 2.0 presentation. */
export function envelop(jwt: string): JsonObject {
  return { "@context": contextUrls.credentialsV2, id: prefix + jwt, type };
}

/**
 * The JWT in an enveloped credential; `undefined` for anything that is none.
 *
 * @throws {Problem} `UNSUPPORTED` when it holds something else than a JWT; `MALFORMED_VALUE_ERROR` when it says more: whatever stands
 * beside the JWT is not by the issuer.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials}
 */
export function envelopedJwt(input: unknown): string | undefined {
  if (!isEnvelope(input)) return undefined;
  const { "@context": context, id, type: _type, ...others } = input;
  if (!isDeepStrictEqual(listOf(context), [contextUrls.credentialsV2]) || Object.keys(others).length > 0) {
    throw new Problem(
      "MALFORMED_VALUE_ERROR",
      "An enveloped credential has a context, an id and a type only",
    );
  }
  if (typeof id === "string" && id.startsWith(prefix)) return id.slice(prefix.length);
  throw new Problem("UNSUPPORTED", "A credential in an envelope of this kind is not supported here");
}

function isEnvelope(input: unknown): input is JsonObject {
  const value = input as JsonValue | undefined;
  return isJsonObject(value) && listOf(value.type).includes(type);
}
