import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSchemas } from "../../verifier/read-schemas.ts";
import type { Job } from "../../verifier/runs/job.ts";
import { openVerificationLanes } from "../../verifier/threads/verification-lanes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { issued, now } from "../support/world.ts";

const schema = (name: string, change: object = {}) => ({
  $id: `https://schemas.example/${name}.json`,
  $schema: "https://json-schema.org/draft/2020-12/schema",
  properties: { credentialSubject: { required: ["badgeNumber"] } },
  ...change,
});

async function folderWith(files: Record<string, unknown>): Promise<string> {
  const path = await temporaryFolder();
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(path, file), typeof content === "string" ? content : JSON.stringify(content));
  }
  return path;
}

describe("the schemas of a verifier (STINT_SCHEMAS)", () => {
  it("are one file, or the *.json of a folder; none is fetched", async () => {
    const path = await folderWith({ "a.json": schema("a"), "b.json": schema("b"), "notes.txt": "{" });
    expect([...(await readSchemas(path)).keys()]).toEqual([schema("a").$id, schema("b").$id]);
    expect((await readSchemas(join(path, "a.json"))).size).toBe(1);
    expect((await readSchemas(undefined)).size).toBe(0);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["no JSON", { "x.json": "{" }, /x\.json: Expected/],
    ["no schema", { "x.json": { title: "x" } }, /x\.json: "\$id"/],
    [
      "an invalid schema",
      { "x.json": schema("x", { type: "nothing" }) },
      /x\.json: It is not a valid JSON Schema/,
    ],
    ["another version", { "x.json": schema("x", { $schema: "https://v.example/" }) }, /not supported/],
    ["a reference to nothing", { "x.json": schema("x", { $ref: "https://v.example/" }) }, /not known here/],
    ["two of one name", { "x.json": schema("x"), "y.json": schema("x") }, /one name/],
    ["a huge file", { "x.json": " ".repeat(300_000) }, /x\.json: larger/],
  ])("stop the start when there is %s among them, naming it", async (_name, files, words) => {
    const path = await folderWith(files);
    await expect(readSchemas(path)).rejects.toMatchObject({
      code: "CONFIGURATION",
      message: expect.stringMatching(words),
    });
  });

  it("stop the start when they are not there", async () => {
    await expect(readSchemas(join(await temporaryFolder(), "nowhere"))).rejects.toMatchObject({
      code: "CONFIGURATION",
    });
  });

  it("reach the threads that verify", async () => {
    const knownSchemas = await readSchemas(await folderWith({ "a.json": schema("a") }));
    const lanes = await openVerificationLanes({
      workerFile: new URL("../../dist/verifier/threads/worker.js", import.meta.url),
      quickThreads: 1,
      practiceRounds: 1,
      knownSchemas,
    });
    try {
      const document = await issued({ credentialSchema: { id: schema("a").$id, type: "JsonSchema" } });
      const job: Job = {
        number: 1,
        question: { kind: "credential", document: { value: document }, checks: "all" },
        now,
        allowHttpOnLoopback: false,
        fetched: new Map(),
        newestLists: new Map(),
      };
      expect(await lanes.quick.run({ job, limitMilliseconds: 1000 })).toMatchObject({
        result: { verification: { verified: false, validation: { schemas: [{ outcome: "invalid" }] } } },
      });
    } finally {
      await lanes.close();
    }
  });
});
