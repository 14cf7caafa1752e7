import { compareEvidence, type GivenFile, isEvidence } from "../../evidence/compare-evidence.ts";
import { isPresentation } from "../describe.ts";
import type { CredentialVerification, EvidenceFile, Verification } from "../verdict.ts";

/**
 * Puts the files that somebody gave into a verdict: each credential's signed evidence is compared with them, and each file is told
 * whether it belongs to any. It changes nothing about what is verified.
 */
export function validateEvidence<Whole extends Verification>(
  verification: Whole,
  files: readonly GivenFile[],
): Whole;
export function validateEvidence(verification: Verification, files: readonly GivenFile[]): Verification {
  const evidence = credentialsIn(verification).flatMap(({ validation }) => validation.evidence ?? []);
  const evidenceFiles = files.map((file): EvidenceFile => {
    const belongs = evidence.some((item) => isEvidence(file, item));
    return { name: file.name, outcome: belongs ? "belongs" : "foreign" };
  });
  if (isPresentation(verification)) {
    const credentials = verification.credentials.map((credential) => withFiles(credential, files));
    return { ...verification, validation: { ...verification.validation, evidenceFiles }, credentials };
  }
  const compared = withFiles(verification, files);
  return { ...compared, validation: { ...compared.validation, evidenceFiles } };
}

function withFiles(whole: CredentialVerification, files: readonly GivenFile[]): CredentialVerification {
  const members = whole.portfolio?.credentials.map((member) => withFiles(member, files));
  const credential = {
    ...whole,
    ...(whole.portfolio && members && { portfolio: { ...whole.portfolio, credentials: members } }),
  };
  const { evidence } = credential.validation;
  if (evidence === undefined) return credential;
  const compared = compareEvidence(evidence, files);
  return { ...credential, validation: { ...credential.validation, evidence: compared } };
}

function credentialsIn(verification: Verification): CredentialVerification[] {
  if (isPresentation(verification)) return verification.credentials.flatMap(credentialsIn);
  return [verification, ...(verification.portfolio?.credentials ?? [])];
}
