import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, presentTo, readLink, respond, resultOf, vpFields } from "../../support/asking-verifier.ts";
import { type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";

let verifier: RunningVerifier;
let isFull = false;

beforeAll(async () => {
  verifier = await runVerifier({ isFull: () => isFull });
});
afterAll(() => verifier.stop());

describe("an answer that comes while too many verifications wait", () => {
  it("is refused with 503 as often as it comes, and is good later: it uses up no try", async () => {
    const asked = await ask(verifier, { format: "ldp_vc" });
    const request = await readLink(verifier, asked.link);
    const fields = vpFields(request, await presentTo(request));
    isFull = true;
    const refused = [];
    for (let times = 0; times < 11; times++) refused.push((await respond(verifier, request, fields)).status);
    isFull = false;
    expect(refused).toEqual(Array(11).fill(503));
    expect((await respond(verifier, request, fields)).status).toBe(200);
    expect((await resultOf(verifier, asked)).state).toBe("answered");
  });
});
