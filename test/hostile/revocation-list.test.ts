import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import type { Check } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { statusOf } from "../support/status-of.ts";
import {
  employer,
  entryAt,
  issued,
  listUrl,
  statusList,
  thief,
  unsigned,
  webOf,
  world,
} from "../support/world.ts";

const { id } = unsigned() as { id: string };
const otherId = "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0042";
const extensions = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
const entry = { id: listUrl, type: "1EdTechRevocationList" };
const open = { outcome: "unknown", problem: { code: "STATUS_RETRIEVAL_ERROR" } };
const revoked = { outcome: "failed", problem: { code: "REVOKED" } };

/** A list as an issuer publishes it: unsigned. */
function listOf(revokedCredential: JsonValue, changes: JsonObject = {}): JsonObject {
  return { id: listUrl, issuer: employer.did, revokedCredential, ...changes };
}

function statusBy(
  list?: JsonObject | string,
  statusEntry: JsonObject | JsonObject[] = entry,
  changes: JsonObject = {},
): Promise<Check> {
  const contexts = unsigned()["@context"] as string[];
  return statusOf(statusEntry, list, {}, { "@context": [...contexts, extensions], ...changes });
}

describe("a 1EdTechRevocationList (1EdTech Revocation List Status Method 1.0)", () => {
  it.each<[string, JsonValue]>([
    ["without more", [{ id }]],
    ["as revoked", [{ id, revoked: true }]],
    ["among others", [{ id: otherId }, { id, revoked: true }]],
    ["as revoked and as not revoked", [{ id, revoked: false }, { id }]],
    ["beside an entry that nobody understands", ["?", { id }]],
  ])("that names the credential %s is a no", async (_name, entries) => {
    expect(await statusBy(listOf(entries))).toMatchObject(revoked);
  });

  it("is a no under the other name of its list, and under both", async () => {
    const other = { id: listUrl, issuer: employer.did, revokedCredentials: [{ id }] };
    expect(await statusBy(other)).toMatchObject(revoked);
    expect(await statusBy({ ...other, revokedCredential: [] })).toMatchObject(revoked);
  });

  it.each<[string, JsonObject]>([
    ["another address", { id: "https://issuer.example/elsewhere" }],
    ["another issuer", { issuer: thief.did }],
  ])("that gives itself %s is still believed in what it revokes", async (_name, change) => {
    expect(await statusBy(listOf([{ id }], change))).toMatchObject(revoked);
  });

  it("tells the reason, and no more of it than a reader can take", async () => {
    const check = await statusBy(listOf([{ id, revocationReason: `Mistake${"!".repeat(5000)}` }]));
    expect(check.note).toMatch(/^The reason on its issuer's list: Mistake!{193}$/);
  });

  it.each<[string, JsonValue]>([
    ["is empty", []],
    ["names others", [{ id: otherId, revoked: true, revocationReason: "Copied" }]],
    ["names thousands", Array.from({ length: 5000 }, () => ({ id: otherId, revoked: true }))],
    ["says that it was reinstated", [{ id, revoked: false }]],
  ])("that %s leaves it in force, and tells whose word that is", async (_name, entries) => {
    expect(await statusBy(listOf(entries))).toMatchObject({
      outcome: "passed",
      note: expect.stringContaining("not signed"),
    });
  });

  it("is fetched without the fragment of its address", async () => {
    const part = { ...entry, id: `${listUrl}#17` };
    expect((await statusBy(listOf([]), part)).outcome).toBe("passed");
    expect(await statusBy(listOf([{ id }]), part)).toMatchObject(revoked);
  });

  it.each<[string, JsonObject | string]>([
    ["gives itself another address", listOf([], { id: "https://issuer.example/elsewhere" })],
    ["gives itself no address", { issuer: employer.did, revokedCredential: [] }],
    ["is by another issuer", listOf([], { issuer: thief.did })],
    ["is by nobody", { id: listUrl, revokedCredential: [] }],
    ["holds no list", { id: listUrl, issuer: employer.did }],
    ["holds its list under a name of its own", { id: listUrl, issuer: employer.did, revoked: [{ id }] }],
    ["holds something else than a list", listOf({ id })],
    ["holds a second list that is none", listOf([], { revokedCredentials: id })],
    ["holds bare identifiers", listOf([id])],
    ["holds an entry without an id", listOf([{ revoked: true }])],
    ["holds an entry with two ids", listOf([{ id: [id, otherId] }])],
    ["holds an entry that is revoked in words", listOf([{ id, revoked: "true" }])],
    ["holds null", listOf([null])],
    ["is a list", "[]"],
    ["is not JSON", "<html>"],
    ["is empty", ""],
    ["has a member twice", JSON.stringify(listOf([])).replace("{", '{"revokedCredential":[],')],
    ["is longer than anybody needs", listOf(Array.from({ length: 20_001 }, () => ({ id: otherId })))],
    ["is a problem document", { type: "about:blank", status: 404 }],
  ])("that %s says nothing, and nothing is not green", async (_name, list) => {
    expect(await statusBy(list)).toMatchObject(open);
  });

  it("that is a status list of another kind says nothing", async () => {
    expect(await statusBy(await statusList([]))).toMatchObject(open);
  });

  it("that cannot be had leaves the question open", async () => {
    expect(await statusBy()).toMatchObject(open);
    const fetchDocument = async () => ({ status: 500, body: new Uint8Array(), contentType: "" });
    const contexts = unsigned()["@context"] as string[];
    const withExtensions = { "@context": [...contexts, extensions] };
    expect(await statusOf(entry, undefined, { fetchDocument }, withExtensions)).toMatchObject(open);
  });

  it.each([
    "urn:uuid:5b0b8a3e-44a2-4a1e-8f1b-6c1a0c7d0009",
    "ftp://issuer.example/list",
    "data:application/json,{}",
  ])("is not looked for at %s", async (address) => {
    const check = await statusBy(listOf([]), { ...entry, id: address });
    expect(check).toMatchObject({ outcome: "failed", problem: { code: "STATUS_VERIFICATION_ERROR" } });
  });

  it("has no place for a credential without an id", async () => {
    const { id: _id, ...nameless } = unsigned();
    const { signCredential } = await import("../../core/credential/proof/sign.ts");
    const contexts = nameless["@context"] as string[];
    const credential = await signCredential(
      { ...nameless, "@context": [...contexts, extensions], credentialStatus: entry },
      { signer: employer.signer, created: new Date("2026-10-01T00:00:00Z") },
    );
    const context = world({ [listUrl]: listOf([]) });
    const { checks } = await verifyCredential(credential, { checks: "all" }, context);
    expect(checks.find(({ name }) => name === "status")?.problem?.code).toBe("STATUS_VERIFICATION_ERROR");
  });

  it("is asked beside every other entry: one no is a no", async () => {
    const elsewhere = { ...entryAt(5), statusListCredential: "https://issuer.example/status-lists/2" };
    expect(await statusBy(listOf([{ id }]), [elsewhere, entry])).toMatchObject(revoked);
    expect((await statusBy(listOf([]), [entry, elsewhere])).outcome).toBe("unknown");
  });

  it("is no second kind of one entry: one of the two answers would be lost", async () => {
    const both = { ...entryAt(5), id: listUrl, type: ["BitstringStatusListEntry", "1EdTechRevocationList"] };
    expect(await statusBy(listOf([]), both)).toMatchObject({
      outcome: "unknown",
      problem: { code: "UNSUPPORTED" },
    });
  });

  it("is not asked before the signature holds", async () => {
    const contexts = unsigned()["@context"] as string[];
    const honest = await issued({ "@context": [...contexts, extensions], credentialStatus: entry });
    const fetched: string[] = [];
    const web = webOf({ [listUrl]: listOf([]) });
    const fetchDocument: typeof web = (url, options) => {
      fetched.push(url);
      return web(url, options);
    };
    const context = world({}, { fetchDocument });
    const forged = { ...honest, name: "Another project" };
    expect((await verifyCredential(forged, { checks: "all" }, context)).verified).toBe(false);
    expect(fetched).toEqual([]);
    expect((await verifyCredential(honest, { checks: "all" }, context)).verified).toBe(true);
    expect(fetched).toEqual([listUrl]);
  });
});

describe("a 1EdTechCredentialRefresh (Open Badges 3.0, 9.1)", () => {
  const refreshService = { id: "https://issuer.example/refresh/1", type: "1EdTechCredentialRefresh" };
  const contexts = [...(unsigned()["@context"] as string[]), extensions];

  it.each<[string, JsonObject]>([
    ["that cannot be revoked", {}],
    ["with a status", { credentialStatus: entry }],
  ])("of a credential %s is told and never fetched", async (_name, changes) => {
    const fetched: string[] = [];
    const web = webOf({ [listUrl]: listOf([]) });
    const fetchDocument: typeof web = (url, options) => {
      fetched.push(url);
      return web(url, options);
    };
    const credential = await issued({ "@context": contexts, refreshService, ...changes });
    const { verified, checks } = await verifyCredential(
      credential,
      { checks: "all" },
      world({}, { fetchDocument }),
    );
    expect(verified).toBe(true);
    expect(checks.find(({ name }) => name === "status")?.note).toContain("newer versions");
    expect(fetched).not.toContain(refreshService.id);
  });

  it("is told beside a no as well", async () => {
    const check = await statusBy(listOf([{ id }]), entry, { "@context": contexts, refreshService });
    expect(check).toMatchObject({ ...revoked, note: expect.stringContaining("newer versions") });
  });
});
