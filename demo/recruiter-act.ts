import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../core/json/json-value.ts";
import { describeVerification } from "../core/verification/describe.ts";
import type { PresentationVerification } from "../core/verification/verdict.ts";
import { get, type HttpAnswer, post } from "./http.ts";
import { programs } from "./programs.ts";
import { type RunningService, startService } from "./services.ts";
import { expectOutcome } from "./stage.ts";
import { type AskedFor, type Employer, files, type Story } from "./story.ts";

/** What a holder must sign to answer a recruiter. */
export interface Request {
  readonly challenge: string;
  readonly domain: string;
}

/** A recruiter starts a verifier that knows the employer. */
export async function startVerifier({ stage, folder }: Story, employer: Employer): Promise<RunningService> {
  const trusted = {
    issuers: [
      { did: employer.did, name: employer.name, reason: "We checked its DID with the company by telephone" },
    ],
  };
  stage.step(
    "A recruiter notes whom to believe, and starts a verifier",
    `cat ${files.trusted}\nSTINT_TRUSTED_ISSUERS=${files.trusted} STINT_ALLOW_LOOPBACK=true stint-verifier serve`,
  );
  await writeFile(join(folder, files.trusted), `${JSON.stringify(trusted, null, 2)}\n`);
  const settings = { STINT_TRUSTED_ISSUERS: join(folder, files.trusted), STINT_RATE_LIMIT: "0" };
  const verifier = await startService({ name: "verifier", program: programs.verifier, folder, settings });
  stage.outcome(`The verifier is ready at ${verifier.url}; it trusts ${employer.name}`);
  return verifier;
}

/** The recruiter asks for a completed micro-internship, in everyday terms. */
export async function askForWork(
  { stage }: Story,
  verifier: RunningService,
  employer: Employer,
): Promise<AskedFor> {
  const wanted = { issuers: [employer.did], skills: ["Survey Researchers"], maximumAgeMonths: 120 };
  stage.step(
    "The recruiter asks for a micro-internship by this employer, with this skill, of the last ten years",
    `curl -s $VERIFIER/presentation-requests -H 'Content-Type: application/json' -d '${JSON.stringify(wanted)}'`,
  );
  const { status, body } = await post(`${verifier.url}/presentation-requests`, wanted);
  expectOutcome(status === 201 && typeof body.link === "string", `a request (201), not ${status}`);
  stage.outcome("A link and a QR code for the student's wallet; only who asked can see the answer");
  return body as unknown as AskedFor;
}

/** The recruiter looks at what came; the verdict is reached anew each time. */
export async function lookAtAnswer(
  { stage }: Story,
  { resultUrl, resultToken }: AskedFor,
  title: string,
): Promise<PresentationVerification> {
  stage.step(title, `curl -s ${resultUrl} -H "Authorization: Bearer $RESULT_TOKEN"`);
  const { status, body } = await get(resultUrl, { authorization: `Bearer ${resultToken}` });
  expectOutcome(status === 200 && body.state === "answered", `the answer (200), not ${status}`);
  return body.verification as unknown as PresentationVerification;
}

/** The recruiter asks for a fresh presentation. */
export async function makeChallenge(
  { stage }: Story,
  verifier: RunningService,
  title: string,
): Promise<Request> {
  stage.step(title, "curl -s -X POST $VERIFIER/challenges");
  const { status, body } = await post(`${verifier.url}/challenges`, {});
  expectOutcome(status === 201 && typeof body.challenge === "string", `a challenge (201), not ${status}`);
  stage.outcome(`It can be answered once, until ${String(body.expires)}`);
  return { challenge: String(body.challenge), domain: String(body.domain) };
}

/** The recruiter has a presentation verified over HTTP. */
export async function verifyPresentation(
  { stage }: Story,
  verifier: RunningService,
  request: Request & { title: string; file: string; presentation: JsonObject },
): Promise<{ status: number; verdict: PresentationVerification }> {
  const { challenge, domain, title, file, presentation } = request;
  stage.step(
    title,
    `curl -s $VERIFIER/presentations/verify -H 'Content-Type: application/json' -d "{\\"verifiablePresentation\\": $(cat ${file}), \\"options\\": {\\"challenge\\": \\"${challenge}\\", \\"domain\\": \\"${domain}\\"}}"`,
  );
  const answer: HttpAnswer = await post(`${verifier.url}/presentations/verify`, {
    verifiablePresentation: presentation,
    options: { challenge, domain },
  });
  const verdict = answer.body as unknown as PresentationVerification;
  expectOutcome(Array.isArray(verdict.checks), `a verdict, not HTTP ${answer.status}`);
  return { status: answer.status, verdict };
}

/** The verdict in the words that the verifier's page uses too. */
export function tellVerdict({ stage }: Story, verdict: PresentationVerification): void {
  stage.screen(describeVerification(verdict).join("\n"));
}
