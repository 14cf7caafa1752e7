import type { LeftOut, TrustedIssuer } from "../../core/verification/trusted-issuer.ts";
import type { SettingsVersion } from "./settings-list.ts";
import type { TrustList } from "./trust-list.ts";

/** A list as people and programs see it. */
export interface TrustListView {
  id: string;
  name: string;
  /** "own": changed here. "copy": of what an address holds. "settings": the operator's file. Only the first can be edited. */
  kind: "own" | "copy" | "settings";
  issuerCount: number;
  /** When its issuers last changed, were last copied or last read. */
  changedAt: string;
  url?: string;
  /** Why it could not be copied or read again since; what was there before still counts. */
  trouble?: string;
  leftOut?: LeftOut;
}

/** Some of a list's issuers. */
export interface TrustListPage extends TrustListView {
  issuers: TrustedIssuer[];
  /** The `offset` that goes on from here; absent at the end. */
  next?: number;
}

/** The id of the list that the operator's file makes. */
export const settingsListId = "settings";

/** What is told of a list that is kept here. */
export function viewOf({ id, name, issuers, changedAt, copy, leftOut }: TrustList): TrustListView {
  return {
    id,
    name,
    kind: copy === undefined ? "own" : "copy",
    issuerCount: issuers.length,
    changedAt,
    ...(copy !== undefined && { url: copy.url }),
    ...(copy?.trouble !== undefined && { trouble: copy.trouble }),
    ...(leftOut !== undefined && isAnything(leftOut) && { leftOut }),
  };
}

/** What is told of the operator's file. */
export function viewOfSettings(name: string, version: SettingsVersion): TrustListView {
  const { issuers, leftOut, readAt, trouble } = version;
  return {
    id: settingsListId,
    name,
    kind: "settings",
    issuerCount: issuers.length,
    changedAt: readAt.toISOString(),
    ...(trouble !== undefined && { trouble }),
    ...(isAnything(leftOut) && { leftOut }),
  };
}

function isAnything({ repeated, unusable }: LeftOut): boolean {
  return repeated + unusable > 0;
}
