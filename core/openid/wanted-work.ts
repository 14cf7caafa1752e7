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

/**
 * The names that a wanted skill may have in a credential: with a small or a capital first letter, since keyboards put one there unasked.
 * Nothing else is guessed: DCQL compares values whole ({@link https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#name-claims-query}).
 */
export function skillNames({ skills }: WantedWork): string[] {
  const names = skills.flatMap((skill) => {
    const [first = ""] = skill;
    const rest = skill.slice(first.length);
    return [skill, first.toLowerCase() + rest, first.toUpperCase() + rest];
  });
  return [...new Set(names)];
}
