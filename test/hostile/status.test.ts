import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { encoded, statusOf } from "../support/status-of.ts";
import { entryAt, issued, listUrl, now, statusList, webOf, world } from "../support/world.ts";

describe("the status of a credential (Bitstring Status List 1.0, 3.2; security rule 6)", () => {
  it("is fine when the bit is not set, and says so only then", async () => {
    expect((await statusOf(entryAt(5), await statusList([4, 6]))).outcome).toBe("passed");
  });

  it.each([
    ["revocation", "REVOKED"],
    ["suspension", "SUSPENDED"],
  ])("is a no when its %s bit is set", async (purpose, code) => {
    const check = await statusOf(entryAt(5, purpose), await statusList([5], { purpose }));
    expect(check).toMatchObject({ outcome: "failed", problem: { code } });
  });

  it("asks every entry: revocation fine and suspension set is a no", async () => {
    const both = await statusList([9], { subject: { statusPurpose: ["revocation", "suspension"] } });
    const check = await statusOf([entryAt(8), entryAt(9, "suspension")], both);
    expect(check).toMatchObject({ outcome: "failed", problem: { code: "SUSPENDED" } });
  });

  it("tells a refreshed version and a message without putting the credential out of force", async () => {
    const refresh = await statusOf(entryAt(3, "refresh"), await statusList([3], { purpose: "refresh" }));
    expect(refresh).toMatchObject({ outcome: "passed", note: expect.stringContaining("newer version") });
    const entry = {
      ...entryAt(1, "message"),
      statusSize: 2,
      statusMessage: [
        { status: "0x0", message: "pending" },
        { status: "0x2", message: "under review" },
      ],
    };
    // Entry 1 of two bits each is bits 2 and 3: 10 is 2.
    const message = await statusOf(
      entry,
      await statusList([2], { purpose: "message", subject: { encodedList: encoded(withBit(262_144, 2)) } }),
    );
    expect(message).toMatchObject({ outcome: "passed", note: expect.stringContaining("under review") });
  });

  it("reads entries of several bits: any value but 0 revokes", async () => {
    const list = await statusList([], { subject: { encodedList: encoded(withBit(4 * 131_072, 23)) } });
    expect((await statusOf({ ...entryAt(5), statusSize: 4 }, list)).problem?.code).toBe("REVOKED");
    expect((await statusOf({ ...entryAt(4), statusSize: 4 }, list)).outcome).toBe("passed");
  });

  it.each(["12abc", "1e2", " 12", "12 ", "+5", "-1", "0x10", "05", "", "1.0", "99999999999", "١٢"])(
    "is not read from the index %j",
    async (statusListIndex) => {
      const check = await statusOf({ ...entryAt(5), statusListIndex }, await statusList([]));
      expect(check).toMatchObject({ outcome: "failed", problem: { code: "STATUS_VERIFICATION_ERROR" } });
    },
  );

  it.each<[string, JsonObject]>([
    ["an index outside the list", { statusListIndex: "131072" }],
    ["two indexes", { statusListIndex: ["5", "6"] }],
    ["two purposes", { statusPurpose: ["revocation", "refresh"] }],
    ["a statusSize of 0", { statusSize: 0 }],
    ["a statusSize of 33", { statusSize: 33 }],
    [
      "a list that is no web address",
      { statusListCredential: "urn:uuid:5b0b8a3e-44a2-4a1e-8f1b-6c1a0c7d0009" },
    ],
    ["another purpose than the list", { statusPurpose: "suspension" }],
  ])("is a no with %s", async (_name, change) => {
    expect((await statusOf({ ...entryAt(5), ...change }, await statusList([]))).outcome).toBe("failed");
  });

  it.each<[string, JsonObject]>([
    ["is of a type nobody knows", { id: "urn:uuid:1", type: "JsonSchema" }],
    ["has a purpose nobody knows", { ...entryAt(5), statusPurpose: "flavour" }],
  ])("stays open when an entry %s, and open is not green", async (_name, entry) => {
    const list = await statusList([], { subject: { statusPurpose: ["revocation", "flavour"] } });
    expect((await statusOf(entry, list)).outcome).toBe("unknown");
  });

  it("stays open when the list cannot be had", async () => {
    expect(await statusOf(entryAt(5))).toMatchObject({
      outcome: "unknown",
      problem: { code: "STATUS_RETRIEVAL_ERROR" },
    });
    const fetchDocument = async () => ({ status: 404, body: new Uint8Array(), contentType: "" });
    expect((await statusOf(entryAt(5), undefined, { fetchDocument })).problem?.code).toBe(
      "STATUS_RETRIEVAL_ERROR",
    );
  });

  it("is not asked before the signature holds: nobody makes a verifier fetch by a forgery", async () => {
    const forged = { ...(await issued({ credentialStatus: entryAt(5) })), name: "Another project" };
    const fetched: string[] = [];
    const web = webOf({ [listUrl]: await statusList([]) });
    const fetchDocument: typeof web = (url, options) => {
      fetched.push(url);
      return web(url, options);
    };
    const verification = await verifyCredential(forged, { checks: "all" }, world({}, { fetchDocument }));
    expect(verification.verified).toBe(false);
    expect(fetched).toEqual([]);
  });

  it("makes the verifier fetch four documents at most", async () => {
    const entries = [1, 2, 3, 4, 5, 6].map((n) => ({
      ...entryAt(n),
      id: `urn:uuid:${n}`,
      statusListCredential: `${listUrl}/${n}`,
    }));
    const fetched: string[] = [];
    const fetchDocument = async (url: string) => {
      fetched.push(url);
      return { status: 404, body: new Uint8Array(), contentType: "" };
    };
    expect((await statusOf(entries, undefined, { fetchDocument })).outcome).toBe("unknown");
    expect(fetched).toHaveLength(4);
  });

  it("does not apply to a credential without an entry, and that is told", async () => {
    const verification = await verifyCredential(await issued(), { checks: "all" }, world());
    expect(verification.checks.find(({ name }) => name === "status")?.outcome).toBe("not-applicable");
    expect(verification.asOf).toBe(now.toISOString().replace(".000", ""));
  });
});

function withBit(bits: number, index: number): Uint8Array {
  const bytes = new Uint8Array(bits / 8);
  bytes[Math.floor(index / 8)] = 0x80 >> (index % 8);
  return bytes;
}
