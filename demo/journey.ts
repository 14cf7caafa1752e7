import { createEmployer, issueCredential, revokeCredential } from "./employer-act.ts";
import { makeChallenge, startVerifier, tellVerdict, verifyPresentation } from "./recruiter-act.ts";
import { alter, replay, steal } from "./refusals-act.ts";
import type { RunningService } from "./services.ts";
import { expectOutcome } from "./stage.ts";
import { type Employer, files, type Story } from "./story.ts";
import { keepCredential, makeWallet, present } from "./student-act.ts";

/** What stands when the story is over. */
export interface Ending {
  readonly employer: Employer;
  readonly issuer: RunningService;
  readonly verifier: RunningService;
}

/**
 * Plays the whole story; every step checks what came of it.
 *
 * @throws {@link UnexpectedOutcome} when a step comes out otherwise than it should.
 */
export async function playJourney(story: Story): Promise<Ending> {
  const { stage } = story;
  stage.act("Issue");
  const employer = await createEmployer(story);
  const studentDid = await makeWallet(story);
  const credential = await issueCredential(story, employer, studentDid);

  stage.act("Hold");
  await keepCredential(story);

  stage.act("Present and verify");
  const verifier = await startVerifier(story, employer);
  const title = "The recruiter gets a challenge and sends it to the student";
  const request = await makeChallenge(story, verifier, title);
  const presentation = await present(story, { ...request, out: files.presentation });
  const first = await verifyPresentation(story, verifier, {
    ...request,
    presentation,
    file: files.presentation,
    title: "The recruiter asks the verifier",
  });
  tellVerdict(story, first.verdict);
  expectOutcome(first.status === 200 && first.verdict.verified, `verified (200), not ${first.status}`);
  expectOutcome(first.verdict.validation.issuer.outcome === "trusted", "the issuer is trusted");
  stage.outcome(`Verified: issued by ${employer.name}, presented by its student, not revoked`);
  await verifyAsStranger(story);

  stage.act("What is refused");
  await replay(story, verifier, { ...request, presentation });
  await steal(story, verifier, credential);
  await alter(story);

  stage.act("Revoke");
  await revokeCredential(story, employer, credential);
  await presentRevoked(story, verifier);
  return { employer, issuer: story.issuer, verifier };
}

/** Somebody who does not know the employer: genuine, but by whom? */
async function verifyAsStranger({ stage, student }: Story): Promise<void> {
  stage.step(
    "Somebody else verifies the file, and has never heard of this employer",
    `stint verify ${files.credential}`,
  );
  const { code, out } = await student.stint("verify", files.credential);
  const [headline = ""] = out.split("\n");
  expectOutcome(
    code === 0 && headline.includes("issuer not known to you"),
    "verified, issuer not known (exit code 0)",
  );
  stage.outcome(headline.replace(/^✔ /u, ""));
}

/** The first presentation's challenge is spent, so the same credential is presented to a new one. */
async function presentRevoked(story: Story, verifier: RunningService): Promise<void> {
  const { stage } = story;
  const title = "The old presentation is spent, so the recruiter sends the student a new challenge";
  const request = await makeChallenge(story, verifier, title);
  const presentation = await present(story, { ...request, out: "presentation-2.json" });
  const { status, verdict } = await verifyPresentation(story, verifier, {
    ...request,
    presentation,
    file: "presentation-2.json",
    title: "The recruiter asks again: the same credential, by the same student, to a new challenge",
  });
  const problem = verdict.credentials[0]?.checks.find(({ name }) => name === "status")?.problem;
  tellVerdict(story, verdict);
  expectOutcome(status === 422 && problem?.code === "REVOKED", `revoked (422), not ${status}`);
  stage.refusal(`Refused: ${problem?.detail ?? problem?.title}`);

  stage.step("The student asks, too", "stint status 1");
  const { code, out } = await story.student.stint("status", "1");
  expectOutcome(code === 1 && /revoked/iu.test(out), "the wallet knows that it is revoked (exit code 1)");
  stage.refusal("The wallet says so as well, and stint list shows it from now on (exit code 1)");
}
