import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { alterations } from "../peers/altered.ts";
import { offlineVerifier, student } from "../peers/stint.ts";

const folder = new URL("peers/", import.meta.url);
const context = offlineVerifier(new Date("2026-12-01T00:00:00Z"));

function isVerified(document: JsonObject): Promise<{ verified: boolean }> {
  if (!("verifiableCredential" in document)) return verifyCredential(document, { checks: "all" }, context);
  const request = { expectedChallenge: "vector-challenge", expectedDomain: "https://recruiter.example" };
  return verifyPresentation(document, { checks: "all", ...request }, context);
}

const files = readdirSync(folder).sort();

it("finds the vectors", () => {
  expect(files.length).toBeGreaterThanOrEqual(14);
});

describe.each(files)("%s, made by another implementation", (file) => {
  const vector = parseStrictJson(readFileSync(new URL(file, folder)), { maxBytes: 65_536 }) as JsonObject;

  it("verifies", async () => {
    expect(await isVerified(vector)).toMatchObject({ verified: true });
  });

  // Every place of every kind of document is changed in test/peers/one-byte.test.ts: of large vectors a quarter will do.
  it("does not verify with one byte changed in any of many places", async () => {
    const believed: string[] = [];
    const altered = [...alterations(vector, "one")];
    const stride = altered.length > 30 ? 4 : 1;
    for (const { where, document } of altered.filter((_, index) => index % stride === 0)) {
      if ((await isVerified(document)).verified) believed.push(where);
    }
    expect(believed).toEqual([]);
  });

  it("does not verify once its proof is taken off", async () => {
    const { proof: _proof, ...unsecured } = vector;
    expect(await isVerified(unsecured)).toMatchObject({ verified: false });
  });
});

it.each(files.filter((file) => file.includes("presentation")))(
  "%s names the holder who signed it",
  async (file) => {
    const vector = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as JsonObject;
    expect(await isVerified(vector)).toMatchObject({ holder: student.did });
  },
);
