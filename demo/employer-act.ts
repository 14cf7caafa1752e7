import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../core/json/json-value.ts";
import { post } from "./http.ts";
import { expectOutcome } from "./stage.ts";
import { type Employer, files, type Offer, type Story } from "./story.ts";

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

/** The employer describes the micro-internship once, for everybody who will complete it. */
export async function describeWork(story: Story, employer: Employer): Promise<string> {
  const { stage, folder, issuer } = story;
  stage.step(
    "The employer describes the micro-internship, once for all who complete it",
    `curl -s $ISSUER/issuers/${employer.slug}/achievements -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' -d @${files.achievement}`,
  );
  const text = await readFile(new URL("achievement.json", examples), "utf8");
  await writeFile(join(folder, files.achievement), text);
  const url = `${issuer.url}/issuers/${employer.slug}/achievements`;
  const answer = await post(url, JSON.parse(text), bearer(employer));
  expectOutcome(answer.status === 201, `the achievement is there (201), not ${answer.status}`);
  stage.outcome(`“${String(JSON.parse(text).title)}” has a public page: ${url}/${String(answer.body.id)}`);
  return String(answer.body.id);
}

/** The employer says who has done it, and gets a link to send. */
export async function offerCredential(story: Story, employer: Employer, achievement: string): Promise<Offer> {
  const { stage, folder } = story;
  stage.step(
    "A student has finished: the employer says what she did, and gets a link to send her",
    `curl -s $ISSUER/issuers/${employer.slug}/completions -H "Authorization: Bearer $API_KEY" -H 'Content-Type: application/json' -d @${files.completion}`,
  );
  const text = await readFile(new URL("completion.json", examples), "utf8");
  const completion = text.replace("ACHIEVEMENT_ID", achievement);
  await writeFile(join(folder, files.completion), completion);
  const offer = await makeOffer(story, employer, JSON.parse(completion));
  stage.outcome(`The link to claim it: ${offer.link}`);
  stage.outcome(`A code that goes another way, by telephone: ${offer.transactionCode}`);
  return offer;
}

/** Makes an offer without a word about it. */
export async function makeOffer(
  { issuer }: Pick<Story, "issuer">,
  employer: Employer,
  completion: JsonObject,
): Promise<Offer> {
  const url = `${issuer.url}/issuers/${employer.slug}/completions`;
  const { status, body } = await post(url, completion, bearer(employer));
  const offer = body.offer as { link: string; transactionCode: string } | undefined;
  expectOutcome(status === 201 && offer !== undefined, `an offer (201), not ${status}`);
  return offer as Offer;
}

function bearer({ apiKey }: Employer): Record<string, string> {
  return { authorization: `Bearer ${apiKey}` };
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
    ...bearer(employer),
    "idempotency-key": "demo-revoke-1",
  });
  expectOutcome(answer.status >= 200 && answer.status < 300, `the status is changed, not ${answer.status}`);
  stage.outcome("One bit in the employer's public status list is now set");
}
