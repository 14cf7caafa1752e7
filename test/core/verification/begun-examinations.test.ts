import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import type { BegunExaminations } from "../../../core/verification/begun-examinations.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { personOfWeb, verifyInRuns } from "../../support/verification-in-runs.ts";
import { entryAt, issued, listUrl, statusList, webOf, world } from "../../support/world.ts";

const by = personOfWeb("issuer.example");
const { did, didUrl } = by;

const listAt = (number: number) => `https://issuer.example/status-lists/${number}`;

describe("a verification that is run again with what it lacked", () => {
  it.each<[name: string, changes: JsonObject, list: number[], verified: boolean]>([
    ["in force", { credentialStatus: entryAt(5) }, [], true],
    ["revoked", { credentialStatus: entryAt(5) }, [5], false],
    ["without a status", {}, [], true],
    ["that has ended", { credentialStatus: entryAt(5), validUntil: "2026-10-02T00:00:00Z" }, [], false],
  ])("reaches the verdict that one run reaches: %s", async (_name, changes, set, verified) => {
    const credential = await issued({ issuer: did, ...changes }, by);
    const list = await statusList(set, { by });
    const web = webOf({ ...by.web, [listUrl]: list });
    const whole = await verifyCredential(credential, { checks: "all" }, world({}, { fetchDocument: web }));
    const inRuns = await verifyInRuns(credential, web, new Map());
    expect(inRuns.verification).toEqual(whole);
    expect(whole.verified).toBe(verified);
    expect(inRuns.runs).toBe("credentialStatus" in changes ? 3 : 2);
  });

  it("of an altered credential says 'no', and asks no status list", async () => {
    const credential = {
      ...(await issued({ issuer: did, credentialStatus: entryAt(5) }, by)),
      name: "Other",
    };
    const web = webOf({ ...by.web, [listUrl]: await statusList([], { by }) });
    const { verification, fetched } = await verifyInRuns(credential, web, new Map());
    expect(verification.checks.find(({ name }) => name === "proof")?.outcome).toBe("failed");
    expect(fetched).toEqual([didUrl]);
  });

  it("fetches no more in several runs than in one: 4 documents (security rule 5)", async () => {
    const entries = [1, 2, 3, 4].map((number) => ({
      ...entryAt(5),
      id: `urn:uuid:${number}`,
      statusListCredential: listAt(number),
    }));
    const credential = await issued({ issuer: did, credentialStatus: entries }, by);
    const lists = await Promise.all(
      [1, 2, 3, 4].map(async (number) => [
        listAt(number),
        await statusList([], { by, list: { id: listAt(number) } }),
      ]),
    );
    const web = webOf({ ...by.web, ...Object.fromEntries(lists) });
    const alone = await verifyInRuns(credential, web, undefined);
    const begun = await verifyInRuns(credential, web, new Map());
    expect(begun).toEqual(alone);
    expect(begun.fetched).toEqual([didUrl, listAt(1), listAt(2), listAt(3)]);
    expect(begun.verification.checks.find(({ name }) => name === "status")?.problem?.detail).toMatch(
      /More than 4 documents/,
    );
  });

  it("does not take what was worked out for another question", async () => {
    const credential = await issued({ "@context": inlineContext(await issued()) });
    const begun: BegunExaminations = new Map();
    const proof = await verifyCredential(credential, { checks: "proof" }, world({}, { begun }));
    const all = await verifyCredential(credential, { checks: "all" }, world({}, { begun }));
    expect([proof.verified, all.verified]).toEqual([true, false]);
  });
});

/** What {@link verifyCredential} lets pass when only the proof is asked about. */
function inlineContext(credential: JsonObject): JsonObject["@context"] {
  return [...(credential["@context"] as string[]), { extra: "https://extra.example/#extra" }];
}
