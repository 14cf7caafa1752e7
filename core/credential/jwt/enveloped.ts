import { isDeepStrictEqual } from "node:util";
import { pinnedContexts } from "../../../contexts/registry.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { listOf } from "../members.ts";
import { contextUrls } from "../vocabulary.ts";

const envelopes = {
  credential: { type: "EnvelopedVerifiableCredential", prefix: "data:application/vc+jwt," },
  presentation: { type: "EnvelopedVerifiablePresentation", prefix: "data:application/vp+jwt," },
} as const;

/** What an envelope holds. */
export type EnvelopeKind = keyof typeof envelopes;

/** Wraps the JWT of a credential or presentation in the object that stands for it in VCDM 2.0. */
export function envelop(jwt: string, kind: EnvelopeKind): JsonObject {
  const { type, prefix } = envelopes[kind];
  return { "@context": contextUrls.credentialsV2, id: prefix + jwt, type };
}

/**
 * The JWT in an enveloped credential or presentation; `undefined` for anything that is no such envelope.
 *
 * @throws {Problem} `UNSUPPORTED` when it holds something else than a JWT; `MALFORMED_VALUE_ERROR` when it says more: whatever stands
 * beside the JWT is not by whoever signed that.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials}
 */
export function envelopedJwt(input: unknown, kind: EnvelopeKind): string | undefined {
  const { type, prefix } = envelopes[kind];
  if (!isEnvelope(input, type)) return undefined;
  const { "@context": context, id, type: types, ...others } = input;
  const isOnly = isDeepStrictEqual(listOf(types), [type]) && Object.keys(others).length === 0;
  if (!isOnly || !isBaseContext(context)) {
    throw new Problem(
      "MALFORMED_VALUE_ERROR",
      `An enveloped ${kind} has a context, an id and its one type only`,
    );
  }
  if (typeof id === "string" && id.startsWith(prefix)) return id.slice(prefix.length);
  if (typeof id === "string" && id.startsWith("data:")) {
    throw new Problem(
      "UNSUPPORTED",
      `An enveloped ${kind} that is no JWT (SD-JWT, COSE) is not supported here`,
    );
  }
  throw new Problem("MALFORMED_VALUE_ERROR", `The id of an enveloped ${kind} is a "data:" URL`);
}

/** The base context first: it gives the type its meaning. Others may stand behind it, for nothing here is read by their terms. */
function isBaseContext(context: JsonValue | undefined): boolean {
  const contexts = listOf(context);
  return (
    contexts[0] === contextUrls.credentialsV2 &&
    contexts.every((url) => typeof url === "string" && pinnedContexts.has(url))
  );
}

function isEnvelope(input: unknown, type: string): input is JsonObject {
  const value = input as JsonValue | undefined;
  return isJsonObject(value) && listOf(value.type).includes(type);
}
