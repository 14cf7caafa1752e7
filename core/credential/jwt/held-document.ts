import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import { isKnownTerm } from "../json-ld/foreign-context.ts";
import type { EnvelopeKind } from "./enveloped.ts";
import { claimNames } from "./jwt-claims.ts";

const claimOf = { credential: "vc", presentation: "vp" } as const;

/** What stands for hidden parts, anywhere in an SD-JWT: RFC 9901, 4.2. */
const hidingMembers = ["_sd", "_sd_alg", "..."];

/**
 * The credential or presentation that a JWT holds: its members beside the registered claims (Open Badges 3.0,
 * 8.2; VC-JOSE-COSE 1.0), or under one claim (VCDM 1.1, 6.3.1). Both may be there when they say the same.
 *
 * Claims of other names, which no context defines, are ignored as VC-JOSE-COSE demands: they are signed, and nobody is shown them.
 *
 * @param options.isVcJoseCose - `vc` and `vp` must not be there then.
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` when they differ: two readers would read two things. `UNSUPPORTED` for claims that
 * decide something which is not understood here.
 */
export function heldDocument(
  payload: JsonObject,
  kind: EnvelopeKind,
  { isVcJoseCose }: { isVcJoseCose: boolean },
): { document: JsonObject; isWrapped: boolean } {
  assertUnderstood(payload);
  const { [claimOf[kind]]: wrapped, ...others } = payload;
  if (others.vc !== undefined || others.vp !== undefined) {
    throw malformed("The JWT is not of the kind that belongs here");
  }
  const beside = Object.fromEntries(Object.entries(others).filter(([name]) => isMember(name)));
  if (wrapped === undefined) return { document: beside, isWrapped: false };
  if (isVcJoseCose) throw malformed(`"${claimOf[kind]}" must not be in a JWT of this type`);
  if (!isJsonObject(wrapped)) throw malformed(`"${claimOf[kind]}" is not an object`);
  if (Object.keys(beside).length > 0 && !isDeepStrictEqual(beside, wrapped)) {
    throw malformed(`What stands beside "${claimOf[kind]}" differs from what is in it`);
  }
  return { document: wrapped, isWrapped: true };
}

/** Whether it would mean something in a credential: a term of some context, a keyword, or an IRI. */
function isMember(name: string): boolean {
  return !claimNames.has(name) && (isKnownTerm(name) || /[@:]/.test(name));
}

/** Whoever ignores these reads too much: without what is hidden, and without a status that is kept elsewhere. */
function assertUnderstood(payload: JsonObject): void {
  if (payload.vct !== undefined || hidesParts(payload)) throw unsupported("SD-JWTs are not supported here");
  if (payload.status !== undefined) {
    throw unsupported("The status of the JWT is in a token status list, which is not supported here");
  }
}

function hidesParts(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value) && hidingMembers.some((member) => member in value)) return true;
  return Object.values(value).some(hidesParts);
}

function unsupported(words: string): Problem {
  return new Problem("UNSUPPORTED", words);
}

function malformed(words: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", words);
}
