import { openCredentialJwt } from "../../core/credential/jwt/open-credential-jwt.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Document } from "./read-document.ts";

/**
 * The JSON of a credential, taken out of its JWT where it came in one. Nothing is verified.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for a presentation; what {@link openCredentialJwt} throws.
 */
export function credentialIn({ kind, content }: Document): JsonObject {
  if (kind === "presentation") {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "This is a presentation: only a credential has a form that a profile or a schema demands.",
      "Give the credential by itself.",
    );
  }
  return typeof content === "string" ? openCredentialJwt(content).credential : content;
}
