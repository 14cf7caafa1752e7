import type { CredentialFormat } from "./dcql.ts";

/** What somebody asks to see, in everyday terms: one completed micro-internship. */
export interface WantedWork {
  /** By one of these DIDs; empty: by anybody. */
  issuers: string[];
  /** With at least one of these skills, by name; empty: with any or none. */
  skills: string[];
  /** The work ended at most this many calendar months ago. */
  maximumAgeMonths?: number;
  format: CredentialFormat | "either";
}

/** The formats that will do. */
export function wantedFormats({ format }: WantedWork): CredentialFormat[] {
  return format === "either" ? ["ldp_vc", "jwt_vc_json"] : [format];
}
