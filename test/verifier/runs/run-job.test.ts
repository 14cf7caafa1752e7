import { describe, expect, it } from "vitest";
import type { BoundedEffort } from "../../../core/bounded-effort.ts";
import { noSchemas } from "../../../core/schema/known-schema.ts";
import type { Job } from "../../../verifier/runs/job.ts";
import { runJob } from "../../../verifier/runs/run-job.ts";
import { createUnfinishedJobs } from "../../../verifier/runs/unfinished-jobs.ts";
import { entryAt, issued, listUrl, now, statusList } from "../../support/world.ts";

describe("one run of a verification in a thread", () => {
  it("asks for the documents it lacks, and counts the thread's running time, not the time on the wall", async () => {
    const document = await issued({ credentialStatus: entryAt(7) });
    const job: Job = {
      number: 1,
      question: { kind: "credential", document: { value: document }, checks: "all" },
      now,
      allowHttpOnLoopback: false,
      fetched: new Map(),
      newestLists: new Map(),
    };
    const readings = [100, 130];
    const result = await runJob(job, {
      knownSchemas: noSchemas,
      runningTime: () => readings.shift() ?? Number.NaN,
    });
    expect(result).toMatchObject({ outcome: "missing", requests: [{ url: listUrl }], tookMilliseconds: 30 });
  });

  it("goes on with what it had worked out, once: the answer is that of a run from the start", async () => {
    const document = await issued({ credentialStatus: entryAt(7) });
    const text = JSON.stringify({ verifiableCredential: document });
    const job: Job = {
      number: 7,
      question: { kind: "credential", document: { text, member: "verifiableCredential" }, checks: "all" },
      now,
      allowHttpOnLoopback: false,
      fetched: new Map(),
      newestLists: new Map(),
    };
    const unfinished = createUnfinishedJobs();
    const world = { knownSchemas: noSchemas, runningTime: () => 0 };
    const lacking = await runJob(job, { ...world, unfinished });
    if (lacking.outcome !== "missing") throw new TypeError("the list is missing");
    const body = new TextEncoder().encode(JSON.stringify(await statusList([7])));
    const outcome = { status: 200, body, contentType: "application/vc" };
    const again = { ...job, fetched: new Map(lacking.requests.map(({ key }) => [key, outcome])) };
    // The document does not come twice where it was kept.
    const kept = { ...again, question: { ...again.question, document: { text: "{}", member: "none" } } };
    const answer = await runJob(kept, { ...world, unfinished });
    expect(answer).toMatchObject({ outcome: "verdict", verification: { verified: false } });
    expect(answer).toEqual(await runJob(again, world));
    expect(unfinished.take(job.number)).toBeUndefined();
  });

  it("neither answers nor keeps what a run came to whose effort was exceeded, whoever hid that on the way", async () => {
    const document = await issued({ credentialStatus: entryAt(7) });
    const job: Job = {
      number: 8,
      question: { kind: "credential", document: { value: document, sizeBytes: 4_000 }, checks: "all" },
      now,
      allowHttpOnLoopback: false,
      fetched: new Map(),
      newestLists: new Map(),
    };
    const unfinished = createUnfinishedJobs();
    const hidden: BoundedEffort = {
      isExceeded: true,
      exceed: () => {
        throw new Error("beyond");
      },
      countProof: () => undefined,
      countContext: () => undefined,
      countValues: () => undefined,
      countCharacters: () => undefined,
    };
    const world = { knownSchemas: noSchemas, runningTime: () => 0, unfinished };
    // The proof would be looked at and throw by itself.
    const unsigned = {
      ...job,
      question: { ...job.question, checks: "proof", document: { value: { type: "Thing" } } },
    } as Job;
    await expect(runJob(unsigned, world, hidden)).rejects.toThrow("beyond");
    await expect(runJob(job, world, hidden)).rejects.toThrow("beyond");
    expect([unfinished.take(8)]).toEqual([undefined]);
  });
});

describe("the jobs that a thread keeps", () => {
  const job = () => ({ document: "a.b.c", begun: new Map() });

  it("are few: the oldest goes first", () => {
    const jobs = createUnfinishedJobs();
    for (let number = 1; number <= 65; number++) jobs.keep(number, 1, job());
    expect([jobs.take(1), jobs.take(2)?.document, jobs.take(2)]).toEqual([undefined, "a.b.c", undefined]);
  });

  it("are small together", () => {
    const jobs = createUnfinishedJobs();
    const size = 200 * 1024;
    for (const number of [1, 2, 3]) jobs.keep(number, size, job());
    expect([1, 2, 3].map((number) => jobs.take(number) !== undefined)).toEqual([false, true, true]);
    jobs.keep(4, 513 * 1024, job());
    jobs.keep(5, Number.POSITIVE_INFINITY, job());
    expect([jobs.take(4), jobs.take(5)]).toEqual([undefined, undefined]);
    for (const number of [6, 7]) jobs.keep(number, size, job());
    expect([6, 7].map((number) => jobs.take(number) !== undefined)).toEqual([true, true]);
  });
});
