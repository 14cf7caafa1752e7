import { discloseCredential } from "../../core/credential/disclosure/disclose.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { CheckName, CredentialVerification } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { type DisclosingEmployer, seed } from "./disclosing-employer.ts";
import { issueLoosely } from "./loose-employer.ts";
import { entryAt, listUrl, statusList, student, world } from "./world.ts";

/** What a check came to: its problem's code, or its outcome. */
export const outcomeOf = ({ checks }: CredentialVerification, name: CheckName) => {
  const check = checks.find((each) => each.name === name);
  return check?.problem?.code ?? check?.outcome;
};

/** The index that is set in the status list of {@link webBy}. */
export const revoked = 7;

/** A credential in force, with a period and a status. */
export const inForce = (changes: JsonObject = {}): JsonObject => ({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0001",
  type: ["VerifiableCredential"],
  issuer: "did:key:zIssuer",
  name: "A micro-internship",
  validFrom: "2026-01-01T00:00:00Z",
  validUntil: "2036-01-01T00:00:00Z",
  credentialStatus: entryAt(3),
  credentialSubject: { id: student.did, name: "Mika" },
  ...changes,
});

/** The status list of an employer, by its address. */
export async function webBy(employer: DisclosingEmployer): Promise<Record<string, JsonObject>> {
  const { proof: _proof, ...list } = await statusList([revoked]);
  return { [listUrl]: await employer.issueWhole(list) };
}

/** A part of a credential: the issuer makes some pointers mandatory; the holder shows these, who issued it and some more. */
export async function partBy(
  employer: DisclosingEmployer,
  credential: JsonObject,
  { mandatory, pointers }: { mandatory: string[]; pointers: string[] },
): Promise<JsonObject> {
  return discloseCredential(await issueLoosely(employer, credential, mandatory), {
    pointers: [...new Set(["/issuer", ...pointers])],
    seed,
  });
}

/** The verdict with all checks, in a world that has only these documents. */
export const verdictIn = (web: Record<string, JsonObject>, credential: JsonObject) =>
  verifyCredential(credential, { checks: "all" }, world(web));
