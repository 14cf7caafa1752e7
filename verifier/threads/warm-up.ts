import { createMicroInternshipCredential } from "../../core/credential/micro-internship/create-micro-internship.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { didKey, didKeyVerificationMethod } from "../../core/did/did-key.ts";
import { ed25519KeyPair } from "../../core/keys/ed25519.ts";
import { ed25519Signer } from "../../core/keys/signer.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { noSchemas } from "../../core/schema/known-schema.ts";
import type { Job } from "../runs/job.ts";
import { runJob } from "../runs/run-job.ts";

/** Between two rounds, for whoever has come. */
const pauseMilliseconds = 5;

/** Practises in the main thread: a little before anybody asks, and the rest while nobody does. Resolves after the first part. */
export async function practiseHere(rounds: number): Promise<void> {
  const practise = await createPractice();
  await practise();
  let left = rounds - 1;
  const goOn = async () => {
    await practise();
    left -= 1;
    if (left > 0) setTimeout(goOn, pauseMilliseconds).unref();
  };
  if (left > 0) setTimeout(goOn, pauseMilliseconds).unref();
}

/**
 * Makes a job to practise on: a fresh thread runs the first verifications ten times slower than the fiftieth.
 *
 * The key is nobody's: its seed stands here for all to see, and no verdict ever depends on it.
 */
export async function createPractice(): Promise<() => Promise<void>> {
  const keyPair = ed25519KeyPair(new Uint8Array(32).fill(7));
  const did = didKey({ type: "Ed25519", bytes: keyPair.publicKey });
  const signer = ed25519Signer(didKeyVerificationMethod(did), keyPair);
  const now = new Date("2026-01-01T00:00:00Z");
  const credential = createMicroInternshipCredential({
    id: "urn:uuid:8b0d0a5e-25a3-4d2c-8f0f-6d2f2c0e9c11",
    achievementId: "urn:uuid:8b0d0a5e-25a3-4d2c-8f0f-6d2f2c0e9c12",
    issuer: { id: did, name: "Practice", supervisor: "Nobody" },
    recipient: { id: did, name: "Nobody" },
    title: "Practice",
    summary: "Practice",
    criteria: "Practice",
    role: "Practice",
    start: now,
    end: now,
    validFrom: now,
    validUntil: new Date("2027-01-01T00:00:00Z"),
    estimatedHours: 1,
    paidFairly: true,
    rating: 5,
    rubrics: [{ name: "Communication", levels: ["Beginning", "Strong"], achieved: "Strong" }],
    skills: [
      {
        targetType: "ext:ESCO",
        targetFramework: "ESCO",
        targetName: "practice",
        targetUrl: "https://skill.example/1",
      },
    ],
  });
  const signed = await signCredential(credential, { signer, created: now });
  const [challenge, domain] = ["practice", "practice.example"];
  const document = await signPresentation(createPresentation({ credentials: [signed], holder: did }), {
    signer,
    created: now,
    challenge,
    domain,
  });
  const job: Job = {
    number: 0,
    question: {
      kind: "presentation",
      document: { value: document },
      checks: "all",
      expectedChallenge: challenge,
      expectedDomain: domain,
      acceptShare: false,
    },
    now,
    allowHttpOnLoopback: false,
    fetched: new Map(),
    newestLists: new Map(),
  };
  return async () => {
    const result = await runJob(job, { knownSchemas: noSchemas, runningTime: () => performance.now() });
    if (result.outcome !== "verdict" || !result.verification.verified)
      throw new TypeError("practice must verify");
  };
}
