import type { Telltale } from "../../../core/credential/micro-internship/parts/telltale.ts";
import type { ShownCredential, ShownPart } from "../../disclosure/shown-credential.ts";
import { type Line, styled } from "../../terminal/line.ts";
import { wrapToWidth } from "../../terminal/wrap-to-width.ts";
import { webAddressOf } from "../asker-name.ts";
import { claim, quotedClaim } from "../claim.ts";

/** What a person might believe to be hidden, and is not. */
export function careLines({ seen }: ShownCredential, part: ShownPart, options: { width: number }): Line[] {
  const issuer = seen.statement?.issuer ?? "";
  const cares = [
    ...(part.withheld.includes("employer") ? [issuerCare(issuer)] : []),
    ...part.telltales.filter(({ text }) => text !== issuer).map(telltaleCare),
    linkCare,
  ];
  return [
    "",
    [styled("yellow", "Mind:")],
    ...cares.flatMap((words) =>
      wrapToWidth(words, options.width - 4).map(
        (line, index): Line => [index === 0 ? styled("yellow", "  • ") : "    ", line],
      ),
    ),
  ];
}

const linkCare =
  "Your identifier (DID) and the credential's own are always shown: whoever sees two of your presentations can tell that they are by one person.";

function issuerCare(issuer: string): string {
  const address = webAddressOf(issuer);
  return address === undefined
    ? `The issuer's identifier cannot be left out: whoever knows whose it is knows the employer (${issuer}).`
    : `The issuer's identifier cannot be left out, and it is a web address, which tells the employer: ${claim(address)}.`;
}

function telltaleCare({ withheld, text, shownIn }: Telltale): string {
  return shownIn === undefined
    ? `"${withheld}" is left out, but an address that is shown may tell it: ${claim(text)}`
    : `"${withheld}" is left out, but ${quotedClaim(text)} stands in "${shownIn}", which is shown.`;
}
