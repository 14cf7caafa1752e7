import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { didKey } from "../../../core/did/did-key.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { ed25519Signer } from "../../../core/keys/signer.ts";
import { createOpenedLists, type OpenedLists } from "../../../core/status/opened-lists.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { employer, entryAt, issued, listUrl, now, statusList, thief, world } from "../../support/world.ts";

const memory = () => createOpenedLists({ lists: 4, listBytes: 64 * 1024 });

/** The status of a credential whose list stands at its address, asked with a memory that others have used. */
async function statusWith(
  openedLists: OpenedLists,
  { list, by = employer, at = now, index = 5 }: Asked,
): Promise<[outcome: string | undefined, code: string | undefined]> {
  const credential = await issued({ issuer: by.did, credentialStatus: entryAt(index) }, by);
  const context = world({ [listUrl]: await list }, { now: at, openedLists });
  const { checks } = await verifyCredential(credential, { checks: "all" }, context);
  const check = checks.find(({ name }) => name === "status");
  return [check?.outcome, check?.problem?.code];
}

interface Asked {
  list: ReturnType<typeof statusList>;
  by?: typeof employer;
  at?: Date;
  index?: number;
}

describe("a status list that others have opened", () => {
  it("gives the same answers as one that nobody has", async () => {
    const openedLists = memory();
    const list = statusList([7]);
    for (let time = 0; time < 2; time++) {
      expect(await statusWith(openedLists, { list })).toEqual(["passed", undefined]);
      expect(await statusWith(openedLists, { list, index: 7 })).toEqual(["failed", "REVOKED"]);
    }
    const bytes = new TextEncoder().encode(JSON.stringify(await list));
    const [type] = ["https://www.w3.org/ns/credentials/status#BitstringStatusListCredential"];
    expect(openedLists.find(bytes, type as string)?.subject.purposes).toEqual(["revocation"]);
  });

  it("is not believed after its end, nor before its beginning (rule 6: its own validity, at each use)", async () => {
    const openedLists = memory();
    const list = statusList([]);
    expect((await statusWith(openedLists, { list }))[0]).toBe("passed");
    for (const at of ["2026-11-29T00:00:01Z", "2026-11-21T23:00:00Z"]) {
      expect(await statusWith(openedLists, { list, at: new Date(at) })).toEqual([
        "failed",
        "STATUS_VERIFICATION_ERROR",
      ]);
    }
  });

  it("is not believed by the credentials of another issuer", async () => {
    const openedLists = memory();
    const list = statusList([]);
    await statusWith(openedLists, { list });
    expect(await statusWith(openedLists, { list, by: thief })).toEqual([
      "failed",
      "STATUS_VERIFICATION_ERROR",
    ]);
  });

  it("is not believed at another address", async () => {
    const openedLists = memory();
    const list = await statusList([]);
    await statusWith(openedLists, { list: Promise.resolve(list) });
    const other = "https://issuer.example/status-lists/2";
    const credential = await issued({ credentialStatus: { ...entryAt(5), statusListCredential: other } });
    const { verified } = await verifyCredential(
      credential,
      { checks: "all" },
      world({ [other]: list }, { openedLists }),
    );
    expect(verified).toBe(false);
  });

  it("is another list when one byte of it is another", async () => {
    const openedLists = memory();
    const list = await statusList([]);
    await statusWith(openedLists, { list: Promise.resolve(list) });
    const altered = { ...list, validFrom: "2026-11-21T00:00:00Z" };
    expect(await statusWith(openedLists, { list: Promise.resolve(altered) })).toEqual([
      "failed",
      "STATUS_VERIFICATION_ERROR",
    ]);
  });

  it("is not believed once its key is no longer its issuer's", async () => {
    const did = "did:web:lists.example";
    const keyOf = (name: string) => ed25519KeyPair(createHash("sha256").update(name).digest());
    const signerOf = (name: string) => ed25519Signer(`${did}#${name}`, keyOf(name));
    const methods = (keys: Record<string, string>) =>
      Object.entries(keys).map(([name, key]) => ({
        id: `${did}#${name}`,
        type: "Multikey",
        controller: did,
        publicKeyMultibase: didKey({ type: "Ed25519", bytes: keyOf(key).publicKey }).split(":")[2] as string,
      }));
    const openedLists = memory();
    const list = await statusList([], { by: { did, signer: signerOf("key-2") } });
    const credential = await issued(
      { issuer: did, credentialStatus: entryAt(5) },
      { did, signer: signerOf("key-1") },
    );
    const outcome = async (keys: Record<string, string>) => {
      const verificationMethod = methods(keys);
      const assertionMethod = verificationMethod.map(({ id }) => id);
      const document = { id: did, verificationMethod, assertionMethod };
      const documents = { [listUrl]: list, "https://lists.example/.well-known/did.json": document };
      const { checks } = await verifyCredential(
        credential,
        { checks: "all" },
        world(documents, { openedLists }),
      );
      return checks.find(({ name }) => name === "status")?.outcome;
    };
    expect(await outcome({ "key-1": "key-1", "key-2": "key-2" })).toBe("passed");
    expect(await outcome({ "key-1": "key-1", "key-2": "key-3" })).toBe("failed");
    expect(await outcome({ "key-1": "key-1" })).toBe("failed");
    expect(await outcome({ "key-1": "key-1", "key-2": "key-2" })).toBe("passed");
  });
});

describe("the memory of opened lists", () => {
  const listOf = (size: number) =>
    ({ subject: { purposes: [], bitstring: new Uint8Array(size) } }) as unknown as Parameters<
      OpenedLists["save"]
    >[2];
  const body = (name: string) => new TextEncoder().encode(name);

  it("forgets what was used longest ago, and tells kinds apart", () => {
    const lists = createOpenedLists({ lists: 2, listBytes: 100 });
    lists.save(body("a"), "kind", listOf(1));
    lists.save(body("b"), "kind", listOf(1));
    expect(lists.find(body("a"), "other kind")).toBeUndefined();
    expect(lists.find(body("a"), "kind")).toBeDefined();
    lists.save(body("c"), "kind", listOf(1));
    expect(["a", "b", "c"].map((name) => lists.find(body(name), "kind") !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("does not keep a large list, nor one that expands to much", () => {
    const lists = createOpenedLists({ lists: 2, listBytes: 100 });
    lists.save(body("x".repeat(101)), "kind", listOf(1));
    lists.save(body("a"), "kind", listOf(101));
    expect([lists.find(body("x".repeat(101)), "kind"), lists.find(body("a"), "kind")]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("keeps bytes of its own", () => {
    const lists = createOpenedLists({ lists: 2, listBytes: 100 });
    const bytes = body("a");
    lists.save(bytes, "kind", listOf(1));
    bytes[0] = 0x62;
    expect(lists.find(bytes, "kind")).toBeUndefined();
    expect(lists.find(body("a"), "kind")).toBeDefined();
  });
});
