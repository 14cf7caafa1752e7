import type { LookedFor } from "../credential/micro-internship/parts/missing-parts.ts";
import type { PartialDisclosure } from "./verdict.ts";

/** The parts as their reader calls them. */
const labels: Record<LookedFor, string> = {
  title: "title",
  description: "description",
  criteria: "agreed scope",
  skills: "skills",
  completion: "completion",
  hours: "hours",
  rating: "ratings",
  pay: "fair pay",
  dates: "dates",
  role: "role",
  employer: "employer's name",
  contact: "supervisor and contact",
  university: "university",
  name: "student's name",
  evidence: "deliverables",
};

const always: Readonly<Record<string, string>> = {
  issuer: "issuer",
  validFrom: "validity",
  validUntil: "validity",
  issuanceDate: "validity",
  expirationDate: "validity",
  credentialStatus: "status",
};

/** How a box about it is headed. */
export const shownInPart = "Shown in part";

/**
 * What a reader has to know of a credential that is shown in part, a sentence each. What is missing was left out or was never there:
 * nobody but the holder and the issuer can tell.
 */
export function describeDisclosure({ suite, notShown, mandatory }: PartialDisclosure): string[] {
  const missing = notShown.map((part) => labels[part]).join(", ");
  const kept = [...new Set(mandatory.flatMap((member) => always[member] ?? []))].join(", ");
  return [
    `The holder shows this credential in part (${suite}); the signature covers what is shown.`,
    missing === ""
      ? "Nothing is missing of what one looks for in a micro-internship."
      : `Not shown: ${missing}. Whether the credential has them cannot be told from this.`,
    `The holder cannot leave out: ${kept}.`,
  ];
}
