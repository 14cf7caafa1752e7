import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import type { Ownership } from "../store/wallet-records.ts";
import { type Line, styled } from "../terminal/line.ts";
import type { AddOutcome } from "../wallet.ts";
import { claim, quotedClaim } from "./claim.ts";

/** What became of a credential that was to come into the wallet. */
export function outcomeLines(
  outcome: AddOutcome,
  number: number,
  verification: CredentialVerification,
): Line[] {
  const name = `${quotedClaim(titleOf(verification))} for ${claim(employerOf(verification))}`;
  const done = styled("green", "✔ ");
  switch (outcome) {
    case "added":
      return [[done, `Verified and added as number ${number}: ${name}`]];
    case "replaced":
      return [[done, `Verified; it replaces the older version, number ${number}: ${name}`]];
    case "already-held":
      return [[done, `It is in the wallet already, number ${number}: ${name}`]];
    case "kept-newer":
      return [
        [
          styled("yellow", "– "),
          `Not added: number ${number} is the same credential, as new or newer: ${name}`,
        ],
      ];
  }
}

/** What a person might believe that was never checked. */
export function doubtLines(verification: CredentialVerification, ownership: Ownership): Line[] {
  const status = verification.checks.find((check) => check.name === "status");
  const lines: string[] = [];
  if (status?.outcome === "unknown") lines.push("Whether it was revoked: that could not be found out now.");
  if (status?.outcome === "not-applicable")
    lines.push("Whether it was revoked: the issuer publishes no status for it.");
  if (ownership === "bearer") lines.push("That it is yours: it names nobody, whoever has it can present it.");
  if (ownership === "not-mine") lines.push("That it is yours: it is not, and you cannot present it.");
  return [
    "Not vouched for:",
    [
      styled("yellow", "  • "),
      "Who the issuer is: the signature proves this identifier (its DID), not its name:",
    ],
    ["    ", verification.statement?.issuer ?? ""],
    ...lines.map((line): Line => [styled("yellow", "  • "), line]),
  ];
}
