import { printable } from "../../core/text/printable.ts";
import { offerLink } from "../completions/offers.ts";
import type { OfferRecord } from "../completions/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import type { Mail } from "./mail.ts";

interface OfferLetter {
  email: string;
  name?: string;
  employer: string;
  title: string;
  offer: OfferRecord;
}

/** The message that brings a student the link of an offer. The transaction code is not in it: it goes another way. */
export function offerMail(
  context: Pick<IssuerContext, "publicUrl">,
  { email, name, employer, title, offer }: OfferLetter,
): Mail {
  const who = oneLine(employer);
  const lines = [
    name === undefined ? "Hello," : `Hello ${oneLine(name)},`,
    "",
    `${who} has a credential for you: ${oneLine(title)}.`,
    "",
    "To receive it, open this link:",
    offerLink(context, offer.id),
    "",
    `The link works until ${offer.expiresAt.slice(0, 10)}. Whoever has it can take the credential: keep it to yourself.`,
    ...(offer.transactionCode
      ? [
          "",
          `You will be asked for a code of ${offer.transactionCode.length} digits. ${who} gives it to you in another way.`,
        ]
      : []),
    "",
    `If you did no work for ${who}, do nothing.`,
    "",
  ];
  return { to: email, subject: `${who}: your micro-internship credential`, text: lines.join("\n") };
}

/** Text that others wrote, on one line and short: it must not look like more of the letter. */
function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, " ").trim().slice(0, 200);
}
