import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { Skill } from "../../core/credential/micro-internship/micro-internship.ts";
import { key, padded, prefix } from "../store/record-keys.ts";

/** What a kind of micro-internship is: the same for every student who completes it. */
export interface AchievementContent {
  title: string;
  summary: string;
  /** Agreed scope, deliverables and what "done" means, in restricted Markdown. */
  criteria: string;
  skills?: Skill[];
  tags?: string[];
  /** What the supervisor may rate, with the levels there are, lowest first. */
  rubrics?: { name: string; levels: string[]; skills?: Skill[] }[];
  estimatedHours?: number;
  /** Whether it is paid at or above the stated minimum. */
  paidFairly?: boolean;
  /** The employer's own picture for badges: a PNG as a `data:` URL. It stands in every credential. */
  image?: string;
  /** Of the second proof that its credentials get, so that the student can show parts. */
  selectiveDisclosure?: DisclosureSuiteName;
}

/** One version of an achievement; a credential keeps the version it was issued under. */
export interface AchievementRecord {
  /** A UUID; in credentials `urn:uuid:` stands before it. */
  id: string;
  /** 1, 2, 3 … */
  version: number;
  content: AchievementContent;
  createdAt: string;
  by: string;
}

/** Whom a completion is for: a DID, or somebody who can be reached by e-mail. */
export interface Recipient {
  did?: string;
  email?: string;
  name?: string;
}

/** What one student did. Dates are XSD dateTimeStamps. */
export interface CompletionFacts {
  role?: string;
  start?: string;
  end?: string;
  estimatedHours?: number;
  paidFairly?: boolean;
  rating?: 1 | 2 | 3 | 4 | 5;
  rubrics?: { name: string; achieved: string }[];
  evidence?: { name: string; description?: string; digestMultibase: string }[];
  source?: { id: string; name: string; url?: string };
  supervisor?: string;
  validUntil?: string;
}

/** One completed micro-internship of one student. */
export interface CompletionRecord {
  number: number;
  /** A UUID. */
  id: string;
  achievementId: string;
  achievementVersion: number;
  recipient: Recipient;
  facts: CompletionFacts;
  /** The employer's own name for it; no two completions of an issuer share one. */
  reference?: string;
  /** Who made it or last changed whom it is for, and so whose issuances it leads to. */
  apiKeyId: string;
  createdAt: string;
  /** "awaited": it can be claimed, and is issued once the employer approves. */
  approval: "granted" | "awaited";
  /** Whose approval it took; what it leads to is theirs as well. */
  approvedBy?: string;
  /** `urn:uuid:`; every re-issue for this student has the same. */
  credentialId: string;
  /** `urn:uuid:`, one for each piece of evidence: the same in every re-issue. */
  evidenceIds: string[];
  /** Issued without a claim although only the e-mail address is known; the credential then names its salted hash. */
  issueNow?: true;
  /** How often something was planned to be issued. */
  rounds: number;
  /** When that was last: the `validFrom` of what was issued then. Each is later than the one before, by a second at least. */
  plannedAt?: string;
  /** What is being issued or was issued last. */
  planned?: PlannedIssuance;
  /** What holds now, by the number of the issuance; several when one wallet bound several keys. */
  issued: { credentialId: string; number: number; did?: string }[];
  /** The newest offer. */
  offerId?: string;
}

/**
 * Whom credentials are for and in which form they are issued: recorded before they are, so that repeating it leads to the same ones.
 * Each may be given in the other form as well.
 */
export interface PlannedIssuance {
  /** Tells one plan for a completion from another. */
  round: number;
  securing: "embedded" | "jwt";
  keys: { credentialId: string; did?: string }[];
}

/** An offer to claim one completion. Its claim link is the public URL + `/offers/{id}`. */
export interface OfferRecord {
  /** 16 random bytes, base64url: whoever knows it may claim, given the transaction code when there is one. */
  id: string;
  slug: string;
  completionNumber: number;
  state: "open" | "claimed" | "cancelled";
  createdAt: string;
  expiresAt: string;
  /** Counts the pre-authorized codes; each new one makes the earlier ones worthless. */
  generation: number;
  /** Of the pre-authorized code of this generation. "dead": too many wrong transaction codes. */
  code: "unused" | "spent" | "dead";
  /** What had been issued was revoked when this was made: it is meant to be issued again. */
  replacesRevoked?: true;
  transactionCode?: { salt: string; hash: string; length: number; triesLeft: number };
  /** The access token that the code was exchanged for. */
  token?: {
    /** SHA-256, hexadecimal. */
    hash: string;
    expiresAt: string;
    /** What the wallet called itself; proves nothing. */
    clientId?: string;
    /** The configurations that were asked for by `authorization_details`, and so are requested by identifier. */
    identified?: string[];
  };
  /** A claim that waits for approval, or of which a form that was asked for is not fetched yet. */
  deferred?: {
    /** When it was made; the token it was made with may ask for the outcome from then on. */
    at: string;
    /** The keys it is bound to. */
    dids: string[];
    /** SHA-256 of the transaction id, hexadecimal, of each form that was asked for. */
    transactions: { embedded?: string; jwt?: string };
  };
  /** When and how the link was handed over; newest last, and only the last ones. */
  sent: { at: string; by: "mail" | "shown"; failed?: true }[];
  claimedAt?: string;
  /** What the wallet said about what it got. */
  notification?: { id: string; event?: "credential_accepted" | "credential_failure" | "credential_deleted" };
}

/** Where these records lie. */
export const completionKeys = {
  /** The version in use. */
  achievement: (slug: string, id: string) => key<AchievementRecord>("achievement", slug, id),
  achievementVersion: (slug: string, id: string, version: number) =>
    key<AchievementRecord>("achievement-version", slug, id, padded(version)),
  completion: (slug: string, number: number) => key<CompletionRecord>("completion", slug, padded(number)),
  /** From a completion's UUID to its number. */
  completionId: (slug: string, id: string) => key<number>("completion-id", slug, id),
  /** From a reference (its SHA-256, hexadecimal) to the completion's number. */
  reference: (slug: string, hash: string) => key<number>("completion-reference", slug, hash),
  /** There while something is planned and not yet issued. */
  due: (slug: string, number: number) =>
    key<{ slug: string; number: number }>("completion-due", slug, padded(number)),
  offer: (id: string) => key<OfferRecord>("offer", id),
  /** The offers that an API key made, by when. */
  offerBy: (slug: string, apiKeyId: string, created: string, completion: number) =>
    key<string>("offer-by", slug, apiKeyId, created, padded(completion)),
  /** There while the link of an offer is to be mailed. */
  mailDue: (offerId: string) => key<string>("mail-due", offerId),
  /** How much a tenant had mailed to an address (its SHA-256, hexadecimal) on the last day on which it did. */
  mailed: (slug: string, addressHash: string) =>
    key<{ day: string; count: number }>("mailed", slug, addressHash),
};

/** Where the records of one kind begin. */
export const completionPrefixes = {
  achievements: (slug: string) => prefix<AchievementRecord>("achievement", slug),
  achievementVersions: (slug: string, id: string) =>
    prefix<AchievementRecord>("achievement-version", slug, id),
  completions: (slug: string) => prefix<CompletionRecord>("completion", slug),
  due: () => prefix<{ slug: string; number: number }>("completion-due"),
  offersBy: (slug: string, apiKeyId: string) => prefix<string>("offer-by", slug, apiKeyId),
  mailDue: () => prefix<string>("mail-due"),
};
