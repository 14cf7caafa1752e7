import type { VerifiedStatusList } from "../status/load-status-list.ts";
import type { CredentialVerification } from "./verdict.ts";

/** What all the credentials of one verification share, so that many of them together stay within the bounds of one. */
export interface SharedBounds {
  /** Endorsements that were verified already, by their JSON: one employer's credentials carry the same ones. */
  endorsements: Map<string, Promise<CredentialVerification>>;
  /** Status lists that were verified already. */
  lists: Map<string, Promise<VerifiedStatusList>>;
  /** How many other endorsements may still be verified. */
  endorsementsLeft: number;
  /** How many credentials inside portfolios may still be examined. */
  membersLeft: number;
}

/** Credentials inside portfolios that one verification examines; each costs a whole verification. */
export const maximumMembers = 10;

const maximumEndorsements = 20;

/** The bounds of a new verification. */
export function createSharedBounds(): SharedBounds {
  return {
    endorsements: new Map(),
    lists: new Map(),
    endorsementsLeft: maximumEndorsements,
    membersLeft: maximumMembers,
  };
}
