import type { CompletionFacts, Recipient } from "./records.ts";

/** A completion as an employer states it. */
export interface CompletionInput {
  achievementId: string;
  recipient: Recipient;
  facts: CompletionFacts;
  reference?: string;
  /** How it is offered; 14 days without a transaction code when absent and no DID is known. */
  offer?: OfferTerms;
  /** Issue for an e-mail address at once, without a claim. */
  issueNow?: true;
  approval?: "granted" | "awaited";
}

/** What an employer decides about an offer. */
export interface OfferTerms {
  transactionCode: boolean;
  expiresInSeconds?: number;
  /** Absent: the link is mailed when there is an address and a mail server. */
  sendMail?: boolean;
}
