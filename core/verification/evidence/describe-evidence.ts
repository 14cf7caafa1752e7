import type { ComparedEvidence, EvidenceOutcome } from "../../evidence/compare-evidence.ts";
import type { CredentialVerification, EvidenceFile, Verification } from "../verdict.ts";

const words: Record<EvidenceOutcome, string> = {
  matches: "the file is the one that was signed",
  differs: "the file is not the one that was signed",
  "not-given": "no such file was given",
  "no-digest": "signed without a digest, so no file can be compared",
  "unreadable-digest": "its digest cannot be read here, so no file can be compared",
};

/** What a piece of evidence is called, and what comparing it came to, in words. */
export function describeEvidence(evidence: ComparedEvidence): { name: string; answer: string } {
  const { outcome, files, name, id } = evidence;
  const which = files.length === 0 ? "" : ` (${files.join(", ")})`;
  return { name: name ?? id ?? "Evidence", answer: words[outcome] + which };
}

/** Whether a file that was given is any of the evidence that was signed, in words. */
export function describeEvidenceFile({ outcome }: EvidenceFile): string {
  return outcome === "belongs"
    ? "belongs to what was signed"
    : "belongs to nothing that was signed: it is another file, or was changed since";
}

/** The evidence to show of a credential: none where nobody gave files, for then nothing was compared. */
export function shownEvidence(credential: CredentialVerification, whole: Verification): ComparedEvidence[] {
  return whole.validation.evidenceFiles === undefined ? [] : (credential.validation.evidence ?? []);
}
