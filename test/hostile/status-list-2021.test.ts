import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createStatusListMemory } from "../../core/status/status-list-memory.ts";
import {
  encoded2021,
  entry2021,
  statusList2021,
  statusOf2021,
  unsignedList2021,
} from "../support/status-list-2021.ts";
import { entryAt, issued, listUrl, statusList, thief } from "../support/world.ts";

const unverified = { outcome: "failed", problem: { code: "STATUS_VERIFICATION_ERROR" } };

describe("a status in a Status List 2021 (Status List 2021, 2.1 and 3.2; security rule 6)", () => {
  it("is fine when the bit is not set, and says from when the list is", async () => {
    const check = await statusOf2021(entry2021(5), await statusList2021([4, 6]));
    expect(check).toMatchObject({ outcome: "passed", listAsOf: "2026-11-22T00:00:00Z" });
  });

  it.each([
    ["revocation", "REVOKED"],
    ["suspension", "SUSPENDED"],
  ])("is a no when its %s bit is set", async (statusPurpose, code) => {
    const list = await statusList2021([5], { subject: { statusPurpose } });
    const check = await statusOf2021(entry2021(5, statusPurpose), list);
    expect(check).toMatchObject({ outcome: "failed", problem: { code } });
  });

  it.each<[string, string]>([
    ["base64url", encoded2021([5])],
    ["base64, as the report says", encoded2021([5], "base64")],
    ["base64url with padding", `${encoded2021([5])}=`],
  ])("is read from a list in %s", async (_name, encodedList) => {
    const list = await statusList2021([], { subject: { encodedList } });
    expect((await statusOf2021(entry2021(5), list)).problem?.code).toBe("REVOKED");
    expect((await statusOf2021(entry2021(6), list)).outcome).toBe("passed");
  });

  it.each(["12abc", "1e2", " 12", "-1", "0x10", "05", "", "1.0", "99999999999", "131072"])(
    "is not read from the index %j",
    async (statusListIndex) => {
      const check = await statusOf2021(
        { ...entry2021(5), statusListIndex, id: "urn:uuid:1" },
        await statusList2021([]),
      );
      expect(check.outcome).toBe("failed");
    },
  );

  it.each<[string, JsonObject]>([
    ["two indexes", { statusListIndex: ["5", "6"] }],
    ["another purpose than the list", { statusPurpose: "suspension" }],
    [
      "a list that is no web address",
      { statusListCredential: "urn:uuid:5b0b8a3e-44a2-4a1e-8f1b-6c1a0c7d0009" },
    ],
  ])("is a no with %s", async (_name, change) => {
    const check = await statusOf2021({ ...entry2021(5), ...change }, await statusList2021([]));
    expect(check).toMatchObject(unverified);
  });

  it.each(["refresh", "message", "flavour"])(
    "stays open for the purpose %s, which it does not have",
    async (statusPurpose) => {
      const list = await statusList2021([], { subject: { statusPurpose } });
      const check = await statusOf2021(entry2021(5, statusPurpose), list);
      expect(check).toMatchObject({ outcome: "unknown", problem: { code: "UNSUPPORTED" } });
    },
  );

  it("stays open when the list cannot be had", async () => {
    expect((await statusOf2021(entry2021(5))).problem?.code).toBe("STATUS_RETRIEVAL_ERROR");
  });
});

describe("a Status List 2021 (2.2 of its report; security rule 6)", () => {
  it.each<[string, () => Promise<JsonObject | string>]>([
    ["is unsigned", async () => unsignedList2021([])],
    [
      "was altered after signing",
      async () => ({
        ...(await statusList2021([5])),
        credentialSubject: unsignedList2021([]).credentialSubject as JsonObject,
      }),
    ],
    [
      "names another issuer than the one who signed",
      async () => statusList2021([], { list: { issuer: thief.did } }),
    ],
    [
      "holds a line break",
      async () => statusList2021([], { subject: { encodedList: encoded2021([]).replace("A", "\nA") } }),
    ],
    ["is by another issuer", async () => statusList2021([], { by: thief, list: { issuer: thief.did } })],
    ["names the issuer but is signed by another", async () => statusList2021([], { by: thief })],
    [
      "has another id than its address",
      async () => statusList2021([], { list: { id: "https://issuer.example/status-lists/2" } }),
    ],
    ["has expired", async () => statusList2021([], { list: { expirationDate: "2026-11-22T11:00:00Z" } })],
    ["is not valid yet", async () => statusList2021([], { list: { issuanceDate: "2026-11-23T11:00:00Z" } })],
    ["is not of its type", async () => statusList2021([], { list: { type: ["VerifiableCredential"] } })],
    ["is a Bitstring Status List", async () => statusList([])],
    [
      "holds two lists, so that nobody knows which counts",
      async () => {
        const subject = unsignedList2021([]).credentialSubject as JsonObject;
        return statusList2021([], {
          list: { credentialSubject: [subject, { ...subject, id: "urn:uuid:1" }] },
        });
      },
    ],
    [
      "has a multibase prefix",
      async () => statusList2021([], { subject: { encodedList: `u${encoded2021([])}` } }),
    ],
    [
      "mixes the two alphabets",
      async () => statusList2021([], { subject: { encodedList: mixedAlphabets() } }),
    ],
    [
      "is not compressed",
      async () =>
        statusList2021([], { subject: { encodedList: Buffer.alloc(16_384).toString("base64url") } }),
    ],
    [
      "is truncated",
      async () => statusList2021([], { subject: { encodedList: encoded2021([]).slice(0, 20) } }),
    ],
    [
      "is a gzip bomb",
      async () =>
        statusList2021([], {
          subject: { encodedList: gzipSync(new Uint8Array(64 * 1024 * 1024)).toString("base64url") },
        }),
    ],
    ["is not JSON", async () => "<html>"],
    ["is an ordinary credential by the issuer", async () => issued({ id: listUrl })],
  ])("that %s is not believed", async (_name, list) => {
    expect(await statusOf2021(entry2021(5), await list())).toMatchObject(unverified);
  });

  it("does not answer for an entry of a Bitstring Status List", async () => {
    expect(await statusOf2021(entryAt(5), await statusList2021([]))).toMatchObject(unverified);
  });

  it("that is too short to hide anybody in is not believed", async () => {
    const encodedList = gzipSync(new Uint8Array(16_383)).toString("base64url");
    const short = await statusList2021([], { subject: { encodedList } });
    expect((await statusOf2021(entry2021(5), short)).problem?.code).toBe("STATUS_LIST_LENGTH_ERROR");
  });

  it("that is older than one already seen is not believed", async () => {
    const statusListMemory = createStatusListMemory();
    const newer = await statusList2021([5], { list: { issuanceDate: "2026-11-22T11:00:00Z" } });
    const older = await statusList2021([], { list: { issuanceDate: "2026-11-21T11:00:00Z" } });
    expect((await statusOf2021(entry2021(5), newer, { statusListMemory })).problem?.code).toBe("REVOKED");
    expect(await statusOf2021(entry2021(5), older, { statusListMemory })).toMatchObject(unverified);
  });
});

/** A list that every forgiving decoder reads: one character of the other alphabet. */
function mixedAlphabets(): string {
  const list = encoded2021(Array.from({ length: 300 }, (_, n) => n * n));
  expect(list).toMatch(/-.*_|_.*-/);
  return list.replace("-", "+");
}
