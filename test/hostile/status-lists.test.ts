import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createStatusListMemory } from "../../core/status/status-list-memory.ts";
import { encoded, statusOf } from "../support/status-of.ts";
import { employer, entryAt, issued, listUrl, now, statusList, student, thief } from "../support/world.ts";

const listBytes = new Uint8Array(131_072 / 8);

describe("a status list (Bitstring Status List 1.0, 3.2; security rule 6)", () => {
  it.each<[string, () => Promise<JsonObject | string>]>([
    ["is unsigned", async () => without(await statusList([]), "proof")],
    [
      "was altered after signing",
      async () => ({
        ...(await statusList([5])),
        credentialSubject: (await statusList([])).credentialSubject as JsonObject,
      }),
    ],
    [
      "names another issuer than the one who signed",
      async () => statusList([], { list: { issuer: thief.did } }),
    ],
    ["is by another issuer", async () => statusList([], { by: thief })],
    [
      "names the issuer but is signed by another",
      async () => statusList([], { by: thief, list: { issuer: employer.did } }),
    ],
    [
      "has another id than its address",
      async () => statusList([], { list: { id: "https://issuer.example/status-lists/2" } }),
    ],
    ["has no id", async () => statusListWithoutId()],
    ["has expired", async () => statusList([], { list: { validUntil: "2026-11-22T11:00:00Z" } })],
    ["is not valid yet", async () => statusList([], { list: { validFrom: "2026-11-23T11:00:00Z" } })],
    [
      "is not of the type of a status list",
      async () => statusList([], { list: { type: ["VerifiableCredential"] } }),
    ],
    [
      "has a subject of another type",
      async () => statusList([], { list: { credentialSubject: { id: "urn:uuid:1", type: "JsonSchema" } } }),
    ],
    [
      "holds two lists, so that nobody knows which counts",
      async () => {
        const { credentialSubject } = await statusList([]);
        const second = { ...(credentialSubject as JsonObject), id: "urn:uuid:1" };
        return statusList([], { list: { credentialSubject: [credentialSubject as JsonObject, second] } });
      },
    ],
    ["holds a list in another multibase", async () => statusList([], { subject: { encodedList: "zQmb" } })],
    [
      "holds a list that is not compressed",
      async () =>
        statusList([], { subject: { encodedList: `u${Buffer.from(listBytes).toString("base64url")}` } }),
    ],
    [
      "holds a truncated list",
      async () => statusList([], { subject: { encodedList: encoded(listBytes).slice(0, 20) } }),
    ],
    [
      "holds a gzip bomb",
      async () => statusList([], { subject: { encodedList: encoded(new Uint8Array(64 * 1024 * 1024)) } }),
    ],
    ["is not JSON", async () => "<html>"],
    [
      "has a member twice",
      async () =>
        JSON.stringify(await statusList([])).replace('"issuer"', '"issuer":"did:example:x","issuer"'),
    ],
    ["is empty", async () => ""],
    ["is an ordinary credential by the issuer", async () => issued({ id: listUrl })],
  ])("is not believed from a list that %s", async (_name, list) => {
    const check = await statusOf(entryAt(5), await list());
    expect(check).toMatchObject({ outcome: "failed", problem: { code: "STATUS_VERIFICATION_ERROR" } });
  });

  it.each<[string, () => Promise<JsonObject | string>]>([
    [
      "is signed with a draft of a cryptosuite",
      async () => {
        const { proof, ...list } = await statusList([5]);
        return {
          ...list,
          proof: [proof].flat().map((one) => ({ ...(one as JsonObject), cryptosuite: "eddsa-2022" })),
        };
      },
    ],
    ["is a JWT of an algorithm that is not supported here", async () => "eyJhbGciOiJFUzI1NksifQ.e30.AAAA"],
    [
      "has a status of its own, so that it may have been revoked",
      async () =>
        statusList([], {
          list: {
            credentialStatus: {
              type: "BitstringStatusListEntry",
              statusPurpose: "revocation",
              statusListIndex: "5",
              statusListCredential: "https://issuer.example/status-lists/of-lists",
            },
          },
        }),
    ],
  ])("stays open with a list that %s (rule 6: not found out is unknown)", async (_name, list) => {
    const check = await statusOf(entryAt(5), await list());
    expect(check).toMatchObject({ outcome: "unknown", problem: { code: "UNSUPPORTED" } });
  });

  it("is not believed from a list that is too short to hide anybody in", async () => {
    const short = await statusList([], { subject: { encodedList: encoded(new Uint8Array(16_383)) } });
    expect((await statusOf(entryAt(5), short)).problem?.code).toBe("STATUS_LIST_LENGTH_ERROR");
    const split = { ...entryAt(5), statusSize: 2 };
    expect((await statusOf(split, await statusList([]))).problem?.code).toBe("STATUS_LIST_LENGTH_ERROR");
  });

  it("is not believed from an older list than one already seen", async () => {
    const statusListMemory = createStatusListMemory();
    const newer = await statusList([5], { validFrom: new Date("2026-11-22T11:00:00Z") });
    const older = await statusList([], { validFrom: new Date("2026-11-21T11:00:00Z") });
    expect((await statusOf(entryAt(5), newer, { statusListMemory })).problem?.code).toBe("REVOKED");
    expect((await statusOf(entryAt(5), older, { statusListMemory })).problem?.code).toBe(
      "STATUS_VERIFICATION_ERROR",
    );
    expect((await statusOf(entryAt(6), newer, { statusListMemory })).outcome).toBe("passed");
  });
});

describe("a thief of a status list", () => {
  it("cannot use a list about the student signed by the student", async () => {
    expect((await statusOf(entryAt(5), await statusList([], { by: student }))).outcome).toBe("failed");
  });
});

function without(document: JsonObject, member: string): JsonObject {
  const { [member]: _taken, ...rest } = document;
  return rest;
}

async function statusListWithoutId(): Promise<JsonObject> {
  const { signCredential } = await import("../../core/credential/proof/sign.ts");
  const { proof: _proof, id: _id, ...list } = await statusList([]);
  return signCredential(list, { signer: employer.signer, created: now });
}
