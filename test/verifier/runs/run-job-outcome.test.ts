import { describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import { noSchemas } from "../../../core/schema/known-schema.ts";
import type { CarriedDocument, Job } from "../../../verifier/runs/job.ts";
import { runJob } from "../../../verifier/runs/run-job.ts";
import type { UnfinishedJobs } from "../../../verifier/runs/unfinished-jobs.ts";
import { employer, entryAt, issued, now, statusList, unsigned } from "../../support/world.ts";

const jobOf = (document: CarriedDocument, fetched: Job["fetched"] = new Map()): Job => ({
  number: 1,
  question: { kind: "credential", document, checks: "all" },
  now,
  allowHttpOnLoopback: false,
  fetched,
  newestLists: new Map(),
});
const quiet = { knownSchemas: noSchemas, runningTime: () => 0 };

/** A memory that only writes down what it is given. */
function noting() {
  const sizes: number[] = [];
  const unfinished: UnfinishedJobs = {
    take: () => undefined,
    keep: (_number, size) => {
      sizes.push(size);
    },
  };
  return { sizes, unfinished };
}

describe("one run of a verification", () => {
  it("that has all documents comes to the whole verdict, with each check passed", async () => {
    const document = { value: await issued({ credentialStatus: entryAt(7) }) };
    const lacking = await runJob(jobOf(document), quiet);
    if (lacking.outcome !== "missing") throw new TypeError("the list is missing");
    const body = new TextEncoder().encode(JSON.stringify(await statusList([])));
    const outcome = { status: 200, body, contentType: "application/vc" };
    const fetched = new Map(lacking.requests.map(({ key }) => [key, outcome]));
    const answer = await runJob(jobOf(document, fetched), quiet);
    if (answer.outcome !== "verdict") throw new TypeError("nothing is missing");
    expect(answer.verification.verified).toBe(true);
    expect(answer.verification.checks.map(({ name, outcome: came }) => [name, came])).toEqual([
      ["format", "passed"],
      ["proof", "passed"],
      ["issuer-binding", "passed"],
      ["validity-period", "passed"],
      ["status", "passed"],
      ["schema", "passed"],
    ]);
  });

  it("counts no running time below none, though a thread's clock may go back", async () => {
    const readings = [100, 90];
    const document = { value: await issued({ credentialStatus: entryAt(7) }) };
    const answer = await runJob(jobOf(document), { ...quiet, runningTime: () => readings.shift() ?? 0 });
    expect(answer).toMatchObject({ outcome: "missing", tookMilliseconds: 0 });
  });

  it("leaves its document with the thread by the length of its text, and as too large where nobody counted", async () => {
    const { sizes, unfinished } = noting();
    const document = await issued({ credentialStatus: entryAt(7) });
    const text = JSON.stringify({ document });
    for (const carried of [{ text, member: "document" }, { value: document }]) {
      const answer = await runJob(jobOf(carried), { ...quiet, unfinished });
      expect(answer.outcome).toBe("missing");
    }
    expect(sizes).toEqual([text.length, Number.POSITIVE_INFINITY]);
  });

  it("leaves a JWT with the thread by its length", async () => {
    const { sizes, unfinished } = noting();
    const jwt = await createCredentialJwt(unsigned({ credentialStatus: entryAt(7) }), {
      signer: employer.signer,
    });
    const answer = await runJob(jobOf({ value: jwt }), { ...quiet, unfinished });
    expect([answer.outcome, sizes]).toEqual(["missing", [jwt.length]]);
  });
});
