import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { didKey, didKeyVerificationMethod } from "../core/did/did-key.ts";
import type { JsonObject } from "../core/json/json-value.ts";
import { ed25519KeyPair } from "../core/keys/ed25519.ts";
import { ed25519Signer } from "../core/keys/signer.ts";
import { createPresentation, signPresentation } from "../core/presentation/create-presentation.ts";
import type { PresentationVerification } from "../core/verification/verdict.ts";
import { makeChallenge, type Request, verifyPresentation } from "./recruiter-act.ts";
import type { RunningService } from "./services.ts";
import { expectOutcome } from "./stage.ts";
import { files, type Story } from "./story.ts";

/** A thief copies the presentation that the recruiter got. */
export async function replay(
  story: Story,
  verifier: RunningService,
  request: Request & { presentation: JsonObject },
): Promise<void> {
  const { status, verdict } = await verifyPresentation(story, verifier, {
    ...request,
    title: "A thief sends the student's presentation a second time",
    file: files.presentation,
  });
  const problem = failureOf(verdict, "challenge");
  expectOutcome(status === 422 && problem !== undefined, "the spent challenge is refused");
  story.stage.refusal(`Refused: ${problem}`);
}

/** A thief with the student's file tries a wallet of their own, and then software of their own. */
export async function steal(story: Story, verifier: RunningService, credential: JsonObject): Promise<void> {
  const { stage, thief, folder } = story;
  stage.step(
    "A thief has copied the student's file, and puts it into another wallet",
    `stint --wallet thief init\nstint --wallet thief add ${files.credential}`,
  );
  const made = await thief.stint("init");
  const added = await thief.stint("add", files.credential);
  expectOutcome(
    made.code === 0 && added.code === 1,
    "the thief's wallet refuses somebody else's credential (exit code 1)",
  );
  stage.refusal("Refused: it is about somebody else's DID (exit code 1)");

  const request = await makeChallenge(
    story,
    verifier,
    "The thief poses as the student, and is sent a challenge",
  );
  const presentation = await signAsThief(credential, request);
  await writeFile(join(folder, files.stolen), JSON.stringify(presentation));
  const { status, verdict } = await verifyPresentation(story, verifier, {
    ...request,
    presentation,
    file: files.stolen,
    title: "So the thief signs with software of their own: a good signature, over a stolen credential",
  });
  const [stolen] = verdict.credentials;
  const problem = stolen?.checks.find(({ name }) => name === "holder-binding")?.problem;
  const isGenuine = stolen?.checks.some(({ name, outcome }) => name === "proof" && outcome === "passed");
  expectOutcome(status === 422 && !verdict.verified, `the theft is refused (422), not ${status}`);
  expectOutcome(
    isGenuine === true && problem?.code === "HOLDER_MISMATCH",
    "genuine, but not the presenter's",
  );
  stage.refusal(
    `Refused: the credential is genuine, but ${(problem?.detail ?? problem?.title ?? "").toLowerCase()}`,
  );
}

/** The student improves the rating by one character. */
export async function alter({ stage, student, folder }: Story): Promise<void> {
  stage.step(
    "The student makes the rating a 5: one character",
    `sed 's/"value": "4"/"value": "5"/' ${files.credential} > ${files.altered}\nstint verify ${files.altered}`,
  );
  const text = await readFile(join(folder, files.credential), "utf8");
  const altered = text.replace('"value": "4"', '"value": "5"');
  const difference = [...text].filter((character, index) => character !== altered[index]).length;
  expectOutcome(altered.length === text.length && difference === 1, "one character differs");
  await writeFile(join(folder, files.altered), altered);
  const { code, out } = await student.stint("verify", files.altered);
  expectOutcome(code === 1 && out.startsWith("✘ Not verified"), `not verified (exit code 1), not ${code}`);
  stage.screen(out);
  stage.refusal("Refused: the signature does not fit any more (exit code 1)");
}

function failureOf(verdict: PresentationVerification, name: string): string | undefined {
  const check = verdict.checks.find((candidate) => candidate.name === name && candidate.outcome === "failed");
  return check?.problem?.detail ?? check?.problem?.title;
}

/** No wallet would do this: the demo signs for the thief itself. */
async function signAsThief(credential: JsonObject, request: Request): Promise<JsonObject> {
  const keyPair = ed25519KeyPair(randomBytes(32));
  const holder = didKey({ type: "Ed25519", bytes: keyPair.publicKey });
  const signer = ed25519Signer(didKeyVerificationMethod(holder), keyPair);
  const presentation = createPresentation({ credentials: [credential], holder });
  return signPresentation(presentation, { signer, ...request, created: new Date() });
}
