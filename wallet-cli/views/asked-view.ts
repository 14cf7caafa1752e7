import type { AuthorizationRequest } from "../../core/openid/authorization-request.ts";
import { type AskedPart, describeDcqlQuery } from "../../core/openid/describe-query.ts";
import { employerOf, standingOf, titleOf } from "../credentials/credential-facts.ts";
import { type Answer, credentialsOf } from "../openid/answers.ts";
import type { HeldCredential } from "../store/wallet-records.ts";
import { type Line, styled } from "../terminal/line.ts";
import { wrapToWidth } from "../terminal/wrap-to-width.ts";
import { claim, quotedClaim } from "./claim.ts";
import { shortDid } from "./short-did.ts";
import { standingStyles } from "./standing-style.ts";

const mostLines = 40;
const mostIssuers = 20;
const longestName = 100;

/**
 * What is asked for, in plain words. An issuer is called what it calls itself in a credential that is held; its whole DID stands below,
 * to be compared.
 */
export function askedLines(
  { parameters }: AuthorizationRequest,
  { held, width }: { held: readonly HeldCredential[]; width: number },
): Line[] {
  const names = namesIn(held);
  const { parts, issuers } = describeDcqlQuery(parameters.dcql_query, (did) => {
    const name = names.get(did);
    return name === undefined ? shortDid(did) : `${name} (${shortDid(did)})`;
  });
  const lines = parts.flatMap((part) => partLines(part, width));
  return [
    "",
    "They ask for:",
    ...lines.slice(0, mostLines),
    ...(lines.length > mostLines ? ["    … and more than fits on a screen."] : []),
    ...issuerLines(issuers, names),
  ];
}

/** The ways to answer, numbered for `--choose`. */
export function answerLines(answers: readonly Answer[], now: Date): Line[] {
  return [
    answers.length === 1 ? "This in your wallet fits:" : "These in your wallet fit:",
    ...answers.flatMap((answer, index) =>
      credentialsOf(answer).map((held, position): Line => {
        const standing = standingOf(held, now);
        return [
          styled("bold", position === 0 ? `  ${index + 1}  ` : "     "),
          `${quotedClaim(titleOf(held.verification))} for ${claim(employerOf(held.verification))}`,
          styled("dim", typeof held.credential === "string" ? " (JWT)" : ""),
          ...(standing === "valid" ? [] : [styled(standingStyles[standing], ` ${standing}`)]),
        ];
      }),
    ),
  ];
}

function issuerLines(issuers: readonly string[], names: ReadonlyMap<string, string>): Line[] {
  if (issuers.length === 0) return [];
  const [head, note] = [
    "    Issuers by their whole identifier (DID), to compare:",
    "in what you hold: nobody vouches for that.",
  ];
  return [
    [styled("dim", head)],
    ...issuers.slice(0, mostIssuers).flatMap((did): Line[] => {
      const name = names.get(did);
      return [
        ["    ", did],
        ...(name === undefined ? [] : [[styled("dim", `      It calls itself ${name} ${note}`)]]),
      ];
    }),
    ...(issuers.length > mostIssuers ? [`    and ${issuers.length - mostIssuers} more`] : []),
  ];
}

function partLines({ isRequired, ways }: AskedPart, width: number): Line[] {
  const [only = ""] = ways;
  const texts =
    ways.length === 1 ? [only] : ways.map((way, index) => `${index === 0 ? "either" : "or"}: ${way}`);
  const mark = isRequired ? "" : "If you like (this wallet leaves it out): ";
  return texts.flatMap((text) =>
    wrapToWidth(claim(mark + text), width - 4).map(
      (line, index): Line => (index === 0 ? [styled("cyan", "  • "), line] : ["    ", line]),
    ),
  );
}

/** What the issuers of held credentials call themselves, by their DIDs. */
function namesIn(held: readonly HeldCredential[]): Map<string, string> {
  return new Map(
    held.flatMap(({ verification }) => {
      const { issuer } = verification.statement ?? {};
      const name = employerOf(verification);
      return issuer === undefined || name === issuer
        ? []
        : [[issuer, quotedClaim(name.slice(0, longestName))] as const];
    }),
  );
}
