import type { JsonObject, JsonValue } from "../../json/json-value.ts";
import { Problem } from "../../problem/problem.ts";
import type { EnvelopeKind } from "./enveloped.ts";

/** `typ` by VC-JOSE-COSE 1.0 and its drafts, and what `cty` may then say the payload is. */
const declared = {
  credential: { types: ["vc+jwt", "vc+ld+jwt"], contents: ["vc", "vc+ld+json"] },
  presentation: { types: ["vp+jwt", "vp+ld+jwt"], contents: ["vp", "vp+ld+json"] },
} as const;

/**
 * Says whether a JWT declares itself to be secured by VC-JOSE-COSE (`vc+jwt`, `vp+jwt`), and refuses one that declares to be
 * something else: RFC 8725, 3.11. A JWT that says "JWT" or nothing may be of VCDM 1.1 or of Open Badges 3.0.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR`; `UNSUPPORTED` for an SD-JWT.
 */
export function isVcJoseCose({ typ, cty }: JsonObject, kind: EnvelopeKind): boolean {
  const { types, contents } = declared[kind];
  const type = typ === undefined ? "jwt" : subtypeOf(typ);
  if (type.endsWith("sd-jwt")) throw new Problem("UNSUPPORTED", "SD-JWTs are not supported here");
  if (type !== "jwt" && !isListed(type, types)) throw malformed("typ");
  if (cty !== undefined && !isListed(subtypeOf(cty), [...contents, "json", "ld+json"]))
    throw malformed("cty");
  return type !== "jwt";
}

/** RFC 7515, 4.1.9: media types know no case, and "application/" may be left out. */
function subtypeOf(value: JsonValue): string {
  return typeof value === "string" ? value.toLowerCase().replace(/^application\//, "") : "";
}

function isListed(subtype: string, list: readonly string[]): boolean {
  return list.includes(subtype);
}

function malformed(member: string): Problem {
  return new Problem("MALFORMED_VALUE_ERROR", `The JWT is of another type: "${member}"`);
}
