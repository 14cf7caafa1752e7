import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { noSchemas } from "../../../core/schema/known-schema.ts";
import { fetchKey, isFetchFrom } from "../../../verifier/runs/fetch-key.ts";
import type { FetchOutcome, Job } from "../../../verifier/runs/job.ts";
import { createShortRuns } from "../../../verifier/runs/short-runs.ts";
import { entryAt, issued, now, statusList } from "../../support/world.ts";

const jobOf = (document: JsonObject, fetched: [string, FetchOutcome][] = []): Job => ({
  number: 1,
  question: { kind: "credential", document: { value: document }, checks: "all" },
  now,
  allowHttpOnLoopback: false,
  fetched: new Map(fetched),
  newestLists: new Map(),
});

const shortRuns = createShortRuns({ knownSchemas: noSchemas });

describe("verifications in the main thread", () => {
  it("take JSON of at most 16 KiB, and no JWT", () => {
    expect(shortRuns.takes({}, 16 * 1024)).toBe(true);
    expect(shortRuns.takes({}, 16 * 1024 + 1)).toBe(false);
    expect(shortRuns.takes("a.b.c", 100)).toBe(false);
  });

  it("come to the verdict, once what they lacked is there", async () => {
    const document = await issued({ credentialStatus: entryAt(7) });
    const lacking = await shortRuns.run(jobOf(document));
    if (lacking?.outcome !== "missing") throw new TypeError("the list is missing");
    const body = new TextEncoder().encode(JSON.stringify(await statusList([7])));
    const outcome = { status: 200, body, contentType: "application/vc" };
    const fetched = lacking.requests.map(({ key }): [string, FetchOutcome] => [key, outcome]);
    expect(await shortRuns.run(jobOf(document, fetched))).toMatchObject({
      outcome: "verdict",
      verification: {
        verified: false,
        checks: expect.arrayContaining([expect.objectContaining({ name: "status", outcome: "failed" })]),
      },
    });
  });

  it("go on from where they were, when the job comes again with what it lacked", async () => {
    const sizeBytes = 4_000;
    const begin = async (number: number) => {
      const value = await issued({ credentialStatus: entryAt(7) });
      const job = { ...jobOf(value), number };
      const lacking = await shortRuns.run({
        ...job,
        question: { ...job.question, document: { value, sizeBytes } },
      });
      if (lacking?.outcome !== "missing") throw new TypeError("the list is missing");
      return lacking.requests.map(({ key }): [string, FetchOutcome] => [
        key,
        { code: "FETCH_FAILED", message: "No" },
      ]);
    };
    const fetched = await begin(21);
    // What was opened is asked again, and not what comes now.
    const altered = { ...(await issued({ credentialStatus: entryAt(7) })), name: "Other" };
    expect(await shortRuns.run({ ...jobOf(altered, fetched), number: 21 })).toMatchObject({
      verification: { checks: expect.arrayContaining([{ name: "proof", outcome: "passed" }]) },
    });
    expect(await shortRuns.run({ ...jobOf(altered, fetched), number: 21 })).toBeUndefined();
  });

  it.each<[string, () => Promise<Job>]>([
    ["a signature that does not fit", async () => jobOf({ ...(await issued()), name: "Other" })],
  ])("leave to a thread %s", async (_name, job) => {
    expect(await shortRuns.run(await job())).toBeUndefined();
  });
});

describe("the key of what is fetched", () => {
  const key = fetchKey("https://issuer.example/list", { accept: "application/vc", maxBytes: 5 });

  it.each([
    ["https://issuer.example/list", true],
    ["https://issuer.example/lis", false],
    ["https://issuer.example/list/2", false],
    ['https://issuer.example/list","x', false],
  ])("tells whether it is of %s: %s", (url, expected) => {
    expect(isFetchFrom(url, key)).toBe(expected);
  });
});
