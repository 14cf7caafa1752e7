import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import { entryAt, issued, listUrl, now, statusList, webOf } from "../../support/world.ts";

let verifier: RunningVerifier;
let fetches = 0;
const documents: Record<string, JsonObject> = {};

beforeAll(async () => {
  documents[listUrl] = await statusList([]);
  const web = webOf(documents);
  verifier = await runVerifier({
    now: () => now,
    fetchDocument: async (url, options) => {
      fetches += 1;
      const answer = await web(url, options);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return answer;
    },
  });
});
afterAll(() => verifier.stop());

describe("credentials on one status list that are verified at the same time", () => {
  it("share what is fetched, whatever else comes in beside them", async () => {
    const credential = await issued({ credentialStatus: entryAt(7) });
    const verify = (verifiableCredential: JsonObject) =>
      verifier.post("/credentials/verify", { verifiableCredential });
    const answers = await Promise.all([
      // Asks for the list with a signature that is not good: nothing is fetched for it.
      verify({ ...credential, name: "Other" }),
      ...Array.from({ length: 20 }, () => verify(credential)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([422, ...Array.from({ length: 20 }, () => 200)]);
    expect(fetches).toBeGreaterThan(0);
    expect(fetches).toBeLessThan(10);
  });

  it("see a revocation at once: an answer that was under way when they came is too old", async () => {
    const credential = await issued({ credentialStatus: entryAt(7) });
    const verify = () => verifier.post("/credentials/verify", { verifiableCredential: credential });
    const before = verify();
    // By now the list has been read, and its answer is on the way.
    await new Promise((resolve) => setTimeout(resolve, 25));
    documents[listUrl] = await statusList([7], { validFrom: new Date("2026-11-22T00:00:01Z") });
    const after = await Promise.all([verify(), verify()]);
    expect((await before).status).toBe(200);
    expect(after.map(({ status }) => status)).toEqual([422, 422]);
  });
});
