import { createEmployer, describeWork, offerCredential, revokeCredential } from "./employer-act.ts";
import {
  askForWork,
  lookAtAnswer,
  makeChallenge,
  startVerifier,
  tellVerdict,
  verifyPresentation,
} from "./recruiter-act.ts";
import { alter, replay, steal } from "./refusals-act.ts";
import type { RunningService } from "./services.ts";
import { bakeBadge, makePortfolio, showInPart } from "./shapes-act.ts";
import { expectOutcome } from "./stage.ts";
import { type AskedFor, type Employer, files, type Story } from "./story.ts";
import { claimCredential, exportCredential, makeWallet, present, respond } from "./student-act.ts";

/** What stands when the story is over. */
export interface Ending {
  readonly employer: Employer;
  /** The id of the micro-internship that the employer described. */
  readonly achievement: string;
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
  stage.act("Offer");
  const employer = await createEmployer(story);
  const achievement = await describeWork(story, employer);
  const offer = await offerCredential(story, employer, achievement);

  stage.act("Claim");
  const studentDid = await makeWallet(story);
  await claimCredential(story, offer);

  stage.act("Ask and answer");
  const verifier = await startVerifier(story, employer);
  const asked = await askForWork(story, verifier, employer);
  await respond(story, asked);
  const verdict = await lookAtAnswer(story, asked, "The recruiter looks at the answer");
  tellVerdict(story, verdict);
  expectOutcome(verdict.verified && verdict.validation.issuer.outcome === "trusted", "verified, and trusted");
  expectOutcome(verdict.validation.request?.outcome === "met", "it is what was asked for");
  stage.outcome(
    `Verified: issued by ${employer.name}, presented by its student, not revoked, and what was asked for`,
  );

  stage.act("With files, and what is refused");
  const credential = await exportCredential(story);
  await verifyAsStranger(story);
  await replayPresentation(story, verifier);
  await steal(story, verifier, credential);
  await alter(story);

  stage.act("In other shapes");
  await bakeBadge(story);
  await showInPart(story, studentDid);
  await makePortfolio(story);

  stage.act("Revoke");
  await revokeCredential(story, employer, credential);
  await lookAgain(story, asked);
  return { employer, achievement, issuer: story.issuer, verifier };
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

/** A presentation for a challenge holds once. */
async function replayPresentation(story: Story, verifier: RunningService): Promise<void> {
  const request = await makeChallenge(story, verifier, "Without links: the recruiter makes a challenge");
  const presentation = await present(story, { ...request, out: files.presentation });
  const { status, verdict } = await verifyPresentation(story, verifier, {
    ...request,
    presentation,
    file: files.presentation,
    title: "The recruiter asks the verifier",
  });
  expectOutcome(status === 200 && verdict.verified, `verified (200), not ${status}`);
  story.stage.outcome("Verified");
  await replay(story, verifier, { ...request, presentation });
}

/** The recruiter reloads the page, and the student asks, too. */
async function lookAgain(story: Story, asked: AskedFor): Promise<void> {
  const { stage, student } = story;
  const verdict = await lookAtAnswer(story, asked, "The recruiter looks at the same answer again");
  const problem = verdict.credentials[0]?.checks.find(({ name }) => name === "status")?.problem;
  tellVerdict(story, verdict);
  expectOutcome(!verdict.verified && problem?.code === "REVOKED", "revoked");
  stage.refusal(`Not verified any more: ${problem?.detail ?? problem?.title}`);

  stage.step("The student asks, too", "stint status 1");
  const { code, out } = await student.stint("status", "1");
  expectOutcome(code === 1 && /revoked/iu.test(out), "the wallet knows that it is revoked (exit code 1)");
  stage.refusal("The wallet says so as well, and stint list shows it from now on (exit code 1)");
}
