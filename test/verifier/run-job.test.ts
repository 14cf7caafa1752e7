import { describe, expect, it } from "vitest";
import { noSchemas } from "../../core/schema/known-schema.ts";
import type { Job } from "../../verifier/job.ts";
import { runJob } from "../../verifier/run-job.ts";
import { entryAt, issued, listUrl, now } from "../support/world.ts";

describe("one run of a verification in a thread", () => {
  it("asks for the documents it lacks, and counts the thread's running time, not the time on the wall", async () => {
    const document = await issued({ credentialStatus: entryAt(7) });
    const job: Job = {
      question: { kind: "credential", document, checks: "all" },
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
});
