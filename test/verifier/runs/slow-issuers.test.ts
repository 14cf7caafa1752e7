import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import { entryAt, issued, now } from "../../support/world.ts";

let verifier: RunningVerifier;
let answer: () => void = () => undefined;
let asked = 0;

beforeAll(async () => {
  const silence = new Promise<void>((resolve) => {
    answer = resolve;
  });
  verifier = await runVerifier({
    now: () => now,
    fetchDocument: async () => {
      asked += 1;
      await silence;
      return { status: 404, body: new Uint8Array(), contentType: "" };
    },
    rateLimitPerMinute: 0,
  });
});
afterAll(() => verifier.stop());

describe("credentials whose issuer answers slowly", () => {
  it("take nobody's place, however many wait for the answer (security rule 4)", async () => {
    const waiting = await issued({ credentialStatus: entryAt(7) });
    const verify = (verifiableCredential: typeof waiting) =>
      verifier.post("/credentials/verify", { verifiableCredential });
    const slow = Promise.all(Array.from({ length: 300 }, async () => (await verify(waiting)).status));
    slow.catch(() => undefined);
    // Answered after those that came before it were begun.
    expect((await verify({ ...waiting, credentialStatus: [] })).status).toBe(422);
    while (asked === 0) await new Promise(setImmediate);
    expect((await verify(await issued())).status).toBe(200);
    answer();
    expect(new Set(await slow)).toEqual(new Set([422]));
  });
});
