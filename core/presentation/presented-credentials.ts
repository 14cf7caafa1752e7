import { envelopedJwt } from "../credential/jwt/enveloped.ts";
import { heldDocument } from "../credential/jwt/held-document.ts";
import { openCredentialJwt } from "../credential/jwt/open-credential-jwt.ts";
import { listOf } from "../credential/members.ts";
import { jwsPayload, parseCompactJws } from "../jose/compact-jws.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";
import { jwtOfPresentation } from "./jwt-of-presentation.ts";

/**
 * Takes the credentials out of a presentation, as they stand there: objects, VC-JWTs, or whatever else somebody put in their
 * place. Nothing is verified.
 *
 * @throws {@link Problem} as parsing a JWT does.
 */
export function presentedCredentials(presentation: JsonObject | string): JsonValue[] {
  const jwt = jwtOfPresentation(presentation);
  const document = jwt === undefined ? (presentation as JsonObject) : documentIn(jwt);
  return listOf(document.verifiableCredential);
}

/** A credential as JSON, and whether it came in a JWT. Nothing is verified. @throws {@link Problem} as parsing does. */
export function credentialContent(credential: JsonValue): { content: JsonObject; isJwt: boolean } {
  const jwt = typeof credential === "string" ? credential : envelopedJwt(credential, "credential");
  if (jwt !== undefined) return { content: openCredentialJwt(jwt).credential, isJwt: true };
  if (isJsonObject(credential)) return { content: credential, isJwt: false };
  throw new Problem("PARSING_ERROR", "A credential is a JSON object or a JWT");
}

function documentIn(jwt: string): JsonObject {
  const payload = jwsPayload(parseCompactJws(jwt, { maxBytes: jwt.length }));
  return heldDocument(payload, "presentation", { isVcJoseCose: false }).document;
}
