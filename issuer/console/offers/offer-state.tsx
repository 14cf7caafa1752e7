import type { VNode } from "preact";
import type { OfferView } from "../../completions/completion-view.ts";
import { Chip, type Tone } from "../frame/list-parts.tsx";

const looks: Record<OfferView["state"], [Tone, string]> = {
  open: ["notice", "Open"],
  claimed: ["good", "Claimed"],
  cancelled: ["plain", "Cancelled"],
  expired: ["caution", "Expired"],
};

/** What became of an offer. */
export function OfferChip({ offer }: { offer: OfferView }): VNode {
  if (offer.state === "open" && offer.transactionCode?.triesLeft === 0)
    return <Chip tone="bad">Too many wrong codes</Chip>;
  if (offer.isWaiting) return <Chip tone="caution">Claimed, waits for approval</Chip>;
  const [tone, words] = looks[offer.state];
  return <Chip tone={tone}>{words}</Chip>;
}

/** How the link was handed over last. */
export function handedOver({ sent }: OfferView): string {
  const last = sent.at(-1);
  if (last === undefined) return "Mail is on its way";
  if (last.failed) return "The mail could not be sent";
  return last.by === "mail" ? "By mail" : "Shown to you";
}
