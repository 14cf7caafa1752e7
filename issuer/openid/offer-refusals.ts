import type { offerRefusal } from "../completions/offers.ts";

type Refusal = NonNullable<Awaited<ReturnType<typeof offerRefusal>>>;

/** Why an offer cannot be claimed, in plain words. */
export const refusalWords: Record<Refusal, string> = {
  claimed: "This offer has been claimed already.",
  cancelled: "This offer was cancelled by the employer.",
  expired: "This offer has expired.",
  "key-revoked": "The employer's permission to issue this was withdrawn.",
  revoked: "The employer revoked what had been issued for this.",
};
