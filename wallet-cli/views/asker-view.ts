import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";
import type { AuthorizationRequest, RequestEnvelope } from "../../core/openid/authorization-request.ts";
import { employerOf, standingOf, titleOf } from "../credentials/credential-facts.ts";
import type { Answer } from "../openid/answers.ts";
import { credentialsOf } from "../openid/answers.ts";
import { type Line, styled } from "../terminal/line.ts";
import { claim } from "./claim.ts";
import { standingStyles } from "./verdict-view.ts";

const shownClaims = 12;

/** Who asks, how that is known, and where an answer would go. */
export function askerLines(envelope: RequestEnvelope): Line[] {
  const { client, responseUri } = envelope;
  const to: Line = [styled("dim", "  The answer goes to "), responseUri];
  switch (client.prefix) {
    case "redirect_uri":
      return [
        ["Asked by: ", styled("bold", "somebody who does not prove who they are")],
        [styled("yellow", "  ? "), "Only the address that the answer goes to is sure. Do you know it?"],
        to,
      ];
    case "x509_san_dns":
      return [
        ["Asked by: ", styled("bold", client.dnsName)],
        [styled("green", "  ✔ "), "Proven by a certificate for this host name."],
        to,
      ];
    case "decentralized_identifier":
      return [
        ["Asked by: ", styled("bold", client.did)],
        client.did.startsWith("did:web:")
          ? [styled("green", "  ✔ "), "Proven by a key that this web address publishes."]
          : [styled("yellow", "  • "), "Proven by the key in this DID; nobody vouches for whose key it is."],
        to,
      ];
  }
}

/** What is asked for, in the asker's terms. */
export function askedLines({ parameters }: AuthorizationRequest): Line[] {
  const { dcql_query: query } = parameters;
  const queries = isJsonObject(query) && Array.isArray(query.credentials) ? query.credentials : [];
  return [
    "They ask for:",
    ...queries
      .filter(isJsonObject)
      .flatMap((asked): Line[] => [
        [styled("cyan", "  • "), kindOf(asked), styled("dim", ` (${claim(String(asked.format))})`)],
        ...claimsOf(asked).map((text): Line => [styled("dim", "      "), text]),
      ]),
  ];
}

/** The ways to answer, numbered for `--choose`. */
export function answerLines(answers: readonly Answer[], now: Date): Line[] {
  return [
    answers.length === 1 ? "This fits:" : "These fit:",
    ...answers.flatMap((answer, index) =>
      credentialsOf(answer).map((held, position): Line => {
        const standing = standingOf(held, now);
        return [
          styled("bold", position === 0 ? `  ${index + 1}  ` : "     "),
          claim(`"${titleOf(held.verification)}" for ${employerOf(held.verification)}`),
          styled("dim", typeof held.credential === "string" ? " (JWT)" : ""),
          ...(standing === "valid" ? [] : [styled(standingStyles[standing], ` ${standing}`)]),
        ];
      }),
    ),
  ];
}

function kindOf({ meta }: JsonObject): string {
  const [alternative] = isJsonObject(meta) && Array.isArray(meta.type_values) ? meta.type_values : [];
  const names = [alternative ?? []].flat().map((type) => String(type).replace(/^.*[#/]/u, ""));
  const kinds = names.filter((name) => name !== "VerifiableCredential");
  return kinds.length === 0 ? "any credential" : claim(kinds.join(" and "));
}

function claimsOf({ claims }: JsonObject): string[] {
  const asked = (Array.isArray(claims) ? claims : []).filter(isJsonObject);
  const lines = asked.slice(0, shownClaims).map(({ path, values }) => {
    const names = (Array.isArray(path) ? path : []).filter((part) => typeof part === "string");
    return claim(`${names.join(" › ")}${valuesOf(values)}`).slice(0, 200);
  });
  return asked.length > shownClaims ? [...lines, `and ${asked.length - shownClaims} more`] : lines;
}

function valuesOf(values: JsonValue | undefined): string {
  return Array.isArray(values) ? ` is ${values.map(String).join(" or ")}` : "";
}
