import { envelopedJwt } from "../credential/jwt/enveloped.ts";
import type { JsonObject } from "../json/json-value.ts";

/**
 * The JWT that a presentation is in, alone or in an envelope; `undefined` when its proofs are in it. Nothing is verified.
 *
 * @throws {Problem} as {@link envelopedJwt} does.
 */
export function jwtOfPresentation(presentation: JsonObject | string): string | undefined {
  return typeof presentation === "string" ? presentation : envelopedJwt(presentation, "presentation");
}
