import type { CredentialOffer } from "../../core/openid/credential-offer.ts";
import type { IssuerMetadata } from "../../core/openid/issuer-metadata.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import type { Choice } from "../openid/choose-configuration.ts";
import type { PendingIssuance } from "../store/wallet-records.ts";
import { type Line, styled } from "../terminal/line.ts";
import { claim, quotedClaim } from "./claim.ts";
import { dayOf } from "./person-dates.ts";
import { shortDid } from "./short-did.ts";

/** Who offers what, before anything is sent. Names are the offerer's own words. */
export function offerLines(
  offer: CredentialOffer,
  { issuer, choice, from }: { issuer: IssuerMetadata; choice: Choice; from: string | undefined },
): Line[] {
  const hint = offer.preAuthorized?.transactionCode;
  return [
    ["Offered by: ", styled("bold", offer.credentialIssuer)],
    ...(issuer.name === undefined
      ? []
      : [
          [
            styled("dim", "  It calls itself "),
            quotedClaim(issuer.name),
            styled("dim", ": nobody vouches for that."),
          ],
        ]),
    ...(from === undefined || isSameHost(from, offer.credentialIssuer)
      ? []
      : [[styled("yellow", "  Note: "), `the link leads to another host, ${new URL(from).host}.`]]),
    ["What:       ", styled("bold", quotedClaim(titleOfConfiguration(choice)))],
    shownLine,
    hint === undefined
      ? "Code:       none is needed."
      : [
          "Code:       one is needed.",
          ...(hint.description === undefined ? [] : [` They say: ${quotedClaim(hint.description)}`]),
        ],
  ];
}

/** Who offers something by a VC-API exchange, which says nothing beforehand. */
export function exchangeLines(url: string): Line[] {
  return [
    ["Offered by: ", styled("bold", new URL(url).host)],
    "What:       that shows when it is there. It is kept only when it is verified and about you.",
    shownLine,
    "",
  ];
}

/** What the issuer calls the credential, or what kind it is. */
export function titleOfConfiguration({ configuration }: Choice): string {
  const kind = configuration.types.find((type) => type !== "VerifiableCredential");
  return claim(
    configuration.name ?? (kind === "OpenBadgeCredential" ? "Open Badge" : kind) ?? configuration.id,
  );
}

/** Whether the credential's issuer is at home where the credential was had from. */
export function originLines({ statement }: CredentialVerification, from: string): Line[] {
  const issuer = statement?.issuer ?? "";
  const host = new URL(from).host;
  const isAtHome = issuer.split(":")[2] === host.replace(":", "%3A") && issuer.startsWith("did:web:");
  return isAtHome
    ? [[styled("dim", `  Its issuer is the web address it came from, ${host}.`)]]
    : [[styled("yellow", "  Note: "), `it came from ${host}, and is issued by ${shortDid(issuer)}.`]];
}

/** What was promised for later, a line each. */
export function pendingLines(pending: readonly PendingIssuance[]): Line[] {
  return pending.map(({ title, credentialIssuer, nextTryAt }, index) => [
    styled("bold", `  ${index + 1}  `),
    `${quotedClaim(title)} from ${credentialIssuer}`,
    styled("dim", `, to be asked for again from ${dayOf(nextTryAt)}, ${nextTryAt.slice(11, 16)} UTC`),
  ]);
}

/** What an offerer sees of a wallet. */
const shownLine =
  "You show:   your wallet's identifier (its DID), and that it is yours. No credential, no name.";

function isSameHost(one: string, other: string): boolean {
  return new URL(one).host === new URL(other).host;
}
