import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../core/json/json-value.ts";
import { post } from "./http.ts";
import { expectOutcome } from "./stage.ts";
import { type Employer, files, type Story } from "./story.ts";

const examples = new URL("../../examples/", import.meta.url);

/** The operator of the issuer service opens an account for an employer. */
export async function createEmployer({ stage, folder, issuer, adminToken }: Story): Promise<Employer> {
  stage.step(
    "The issuer's operator opens an account for an employer",
    `curl -s $ISSUER/issuers -H "Authorization: Bearer $ADMIN_TOKEN" -H 'Content-Type: application/json' -d @${files.employer}`,
  );
  await copyFile(new URL("issuer-profile.json", examples), join(folder, files.employer));
  const request = JSON.parse(await readFile(join(folder, files.employer), "utf8")) as JsonObject;
  const answer = await post(`${issuer.url}/issuers`, request, { authorization: `Bearer ${adminToken}` });
  expectOutcome(answer.status === 201, `the employer is created (201), not ${answer.status}`);
  const created = answer.body.issuer as { slug: string; id: string; profile: { name: string } };
  const employer = {
    did: created.id,
    slug: created.slug,
    name: created.profile.name,
    apiKey: String(answer.body.apiKey),
  };
  expectOutcome(employer.did.startsWith("did:") && employer.apiKey.length > 20, "a DID and an API key");
  stage.outcome(`${employer.name} is now ${employer.did}, and has an API key of its own`);
  return employer;
}

/** The employer signs the credential for one student. */
export async function issueCredential(
  { stage, folder, issuer }: Story,
  employer: Employer,
  studentDid: string,
): Promise<JsonObject> {
  stage.step(
    "The employer issues the credential for the finished work to this DID",
    `sed "s/ISSUER_DID/$EMPLOYER/; s/STUDENT_DID/$(stint did)/" example.json > ${files.unsigned}
curl -s $ISSUER/issuers/${employer.slug}/credentials/issue -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' -d "{\\"credential\\": $(cat ${files.unsigned})}" > ${files.credential}`,
  );
  const example = await readFile(new URL("micro-internship.json", examples), "utf8");
  await writeFile(join(folder, "example.json"), example);
  const unsigned = example.replace("ISSUER_DID", employer.did).replace("STUDENT_DID", studentDid);
  await writeFile(join(folder, files.unsigned), unsigned);
  const answer = await post(
    `${issuer.url}/issuers/${employer.slug}/credentials/issue`,
    { credential: JSON.parse(unsigned) },
    { authorization: `Bearer ${employer.apiKey}`, "idempotency-key": "demo-issue-1" },
  );
  expectOutcome(answer.status === 201, `the credential is issued (201), not ${answer.status}`);
  const credential = answer.body.verifiableCredential as JsonObject;
  expectOutcome(
    credential.proof !== undefined && credential.credentialStatus !== undefined,
    "a proof and a status entry",
  );
  await writeFile(join(folder, files.credential), `${JSON.stringify(credential, null, 2)}\n`);
  stage.outcome(`Signed, with an entry in the employer's status list: ${files.credential}`);
  return credential;
}

/** The employer takes the credential back. */
export async function revokeCredential(
  { stage, issuer }: Story,
  employer: Employer,
  credential: JsonObject,
): Promise<void> {
  const change = {
    credentialId: credential.id,
    credentialStatus: { type: "BitstringStatusListEntry", statusPurpose: "revocation" },
    status: true,
  };
  stage.step(
    "The employer revokes the credential",
    `curl -s $ISSUER/issuers/${employer.slug}/credentials/status -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' -d '${JSON.stringify(change)}'`,
  );
  const answer = await post(`${issuer.url}/issuers/${employer.slug}/credentials/status`, change, {
    authorization: `Bearer ${employer.apiKey}`,
    "idempotency-key": "demo-revoke-1",
  });
  expectOutcome(answer.status >= 200 && answer.status < 300, `the status is changed, not ${answer.status}`);
  stage.outcome("One bit in the employer's public status list is now set");
}
