import type { JsonObject } from "../../core/json/json-value.ts";
import { key, prefix } from "../store/record-keys.ts";

/** What a received endorsement stands with: "profile", or the UUID of an achievement. */
export type EndorsementPlace = string;

/** An endorsement that a tenant received, as it was given: what is signed stays untouched. */
export interface ReceivedEndorsement {
  id: string;
  place: EndorsementPlace;
  endorsement: JsonObject;
  /** The DID of who endorses, and what it calls itself. */
  endorser: string;
  endorserName?: string;
  comment?: string;
  validUntil?: string;
  receivedAt: string;
  by: string;
}

export const endorsementKeys = {
  /** All of one place, in the order in which they came. */
  at: (slug: string, place: EndorsementPlace) => key<ReceivedEndorsement[]>("endorsements", slug, place),
};

export const endorsementPrefixes = {
  all: (slug: string) => prefix<ReceivedEndorsement[]>("endorsements", slug),
};
