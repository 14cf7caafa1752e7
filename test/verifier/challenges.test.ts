import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { codeOf, outcomeOf, type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { issued, student } from "../support/world.ts";

let dataDirectory: string;
let verifier: RunningVerifier;
let time = new Date("2026-11-22T12:00:00Z");

let isFull = false;

const start = () => runVerifier({ dataDirectory, now: () => time, isFull: () => isFull });

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "stint-challenges-"));
  verifier = await start();
});
afterAll(async () => {
  await verifier.stop();
  await rm(dataDirectory, { recursive: true });
});

interface Asked {
  challenge: string;
  domain: string;
  expires: string;
}

const ask = async () => (await verifier.post("/challenges", {})).body as unknown as Asked;

async function present({ challenge, domain }: { challenge: string; domain: string }): Promise<JsonObject> {
  const presentation = createPresentation({ credentials: [await issued()], holder: student.did });
  return signPresentation(presentation, { signer: student.signer, challenge, domain, created: time });
}

const use = (
  verifiablePresentation: JsonObject,
  { challenge, domain }: { challenge: string; domain: string },
) => verifier.post("/presentations/verify", { verifiablePresentation, options: { challenge, domain } });

describe("a challenge of this verifier", () => {
  it("has at least 128 bits, ten minutes at most, and the verifier's host as domain", async () => {
    const made = await Promise.all(Array.from({ length: 50 }, ask));
    expect(new Set(made.map(({ challenge }) => challenge)).size).toBe(50);
    for (const { challenge, domain, expires } of made) {
      expect(challenge).toMatch(/^[A-Za-z0-9_-]{48}$/);
      expect(domain).toBe("verifier.example");
      expect(new Date(expires).getTime() - time.getTime()).toBeLessThanOrEqual(600_000);
    }
  });

  it("can be used once", async () => {
    const asked = await ask();
    const presentation = await present(asked);
    expect((await use(presentation, asked)).status).toBe(200);
    const replay = await use(presentation, asked);
    expect([replay.status, replay.body.verified]).toEqual([422, false]);
    expect([outcomeOf(replay, "challenge"), codeOf(replay, "challenge")]).toEqual([
      "failed",
      "INVALID_CHALLENGE_ERROR",
    ]);
  });

  it("lets exactly one of many parallel uses through", async () => {
    const asked = await ask();
    const presentation = await present(asked);
    const answers = await Promise.all(Array.from({ length: 24 }, () => use(presentation, asked)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(23);
  });

  it("is spent by a use that fails", async () => {
    const asked = await ask();
    const presentation = await present(asked);
    expect((await use(presentation, { ...asked, domain: "wrong.example" })).status).toBe(422);
    const second = await use(presentation, asked);
    expect([second.status, codeOf(second, "challenge")]).toEqual([422, "INVALID_CHALLENGE_ERROR"]);
  });

  it("is not spent by a request that could not be read", async () => {
    const asked = await ask();
    const broken = await verifier.post("/presentations/verify", {
      verifiablePresentation: "no object",
      options: { challenge: asked.challenge, domain: asked.domain },
    });
    expect(broken.status).toBe(400);
    expect((await use(await present(asked), asked)).status).toBe(200);
  });

  it("is not spent while too many verifications wait", async () => {
    const asked = await ask();
    const presentation = await present(asked);
    isFull = true;
    const refused = await use(presentation, asked);
    isFull = false;
    expect([refused.status, refused.body.code]).toEqual([503, "OVERLOADED"]);
    expect((await use(presentation, asked)).status).toBe(200);
  });

  it("stays spent, and an unspent one stays good, after a restart", async () => {
    const [spent, unspent] = [await ask(), await ask()];
    const presentation = await present(spent);
    expect((await use(presentation, spent)).status).toBe(200);
    await verifier.stop();
    verifier = await start();
    const replay = await use(presentation, spent);
    expect([replay.status, codeOf(replay, "challenge")]).toEqual([422, "INVALID_CHALLENGE_ERROR"]);
    expect((await use(await present(unspent), unspent)).status).toBe(200);
  });

  it("is refused when its time is over, spent or not", async () => {
    const asked = await ask();
    time = new Date(time.getTime() + 601_000);
    const late = await use(await present(asked), asked);
    expect([late.status, codeOf(late, "challenge")]).toEqual([422, "INVALID_CHALLENGE_ERROR"]);
  });

  it("cannot be forged: one with another character is a stranger's", async () => {
    const asked = await ask();
    const first = asked.challenge.startsWith("A") ? "B" : "A";
    const forged = { ...asked, challenge: first + asked.challenge.slice(1) };
    const presentation = await present(forged);
    expect((await use(presentation, forged)).status).toBe(200);
    expect((await use(presentation, forged)).status).toBe(200);
    expect((await use(await present(asked), asked)).status).toBe(200);
  });
});
