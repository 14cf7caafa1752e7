import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, presentTo, readLink, respond, resultOf, vpFields } from "../../support/asking-verifier.ts";
import { type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import { now } from "../../support/world.ts";

let verifier: RunningVerifier;
let time = now;

beforeAll(async () => {
  verifier = await runVerifier({ now: () => time });
});
afterAll(() => verifier.stop());

describe("a request that was answered", () => {
  it("is kept for an hour and then gone", async () => {
    const asked = await ask(verifier, { format: "ldp_vc" });
    const request = await readLink(verifier, asked.link);
    await respond(verifier, request, vpFields(request, await presentTo(request)));
    time = new Date(now.getTime() + 3_599_000);
    expect((await resultOf(verifier, asked)).state).toBe("answered");
    time = new Date(now.getTime() + 3_600_000);
    const gone = await resultOf(verifier, asked);
    time = now;
    expect([gone.code, gone.status]).toEqual(["UNAUTHORIZED", 401]);
  });
});

describe("a request that nobody answered", () => {
  it("is known as expired for five minutes, and then makes room", async () => {
    const asked = await ask(verifier, {});
    time = new Date(now.getTime() + 10 * 60_000);
    expect((await resultOf(verifier, asked)).state).toBe("expired");
    time = new Date(now.getTime() + 15 * 60_000);
    const gone = await resultOf(verifier, asked);
    time = now;
    expect([gone.code, gone.status]).toEqual(["UNAUTHORIZED", 401]);
  });
});
