import { beforeAll, describe, expect, it } from "vitest";
import { discloseCredential } from "../../core/credential/disclosure/disclose.ts";
import {
  type DisclosureSuiteName,
  disclosureSuites,
} from "../../core/credential/disclosure/disclosure-suites.ts";
import { stateEnd, usualMandatoryPointers } from "../../core/credential/disclosure/mandatory-pointers.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { disclosingEmployer, seed } from "../support/disclosing-employer.ts";
import { alterations } from "./altered.ts";
import { deriveWithPeer, issueWithPeer, peerVerifies } from "./digital-bazaar-disclosure.ts";
import { sampleCredentials } from "./sample-credentials.ts";
import { offlineVerifier, student } from "./stint.ts";

const now = new Date("2026-03-02T12:00:00Z");

const chosen: Record<string, string[]> = {
  "a VCDM 2.0 credential with language values": ["/name/1", "/credentialSubject/name"],
  "a VCDM 1.1 credential": [],
  "a micro-internship as an Open Badge": [
    "/credentialSubject/result",
    "/credentialSubject/achievement/tag/1",
  ],
};
const samples = sampleCredentials("did:key:zIssuer", student.did);
const names = Object.keys(chosen);
const credentialOf = (name: string) => stateEnd(samples[name] as JsonObject);
const pointersOf = (name: string) => chosen[name] ?? [];

async function verdict(credential: JsonObject) {
  return verifyCredential(credential, { checks: "proof" }, offlineVerifier(now));
}

describe.each(Object.keys(disclosureSuites) as DisclosureSuiteName[])("Digital Bazaar's %s", (suite) => {
  const employer = disclosingEmployer(suite);
  const ours = new Map<string, JsonObject>();
  const theirs = new Map<string, JsonObject>();
  beforeAll(async () => {
    for (const name of names) {
      const credential = credentialOf(name);
      ours.set(name, await employer.issue(credential));
      const mandatoryPointers = usualMandatoryPointers(credential);
      theirs.set(name, await issueWithPeer(credential, { suite, mandatoryPointers }));
    }
  });
  const issued = (by: Map<string, JsonObject>, name: string) => by.get(name) as JsonObject;

  it.each(names)("verifies what Stint issued and disclosed: %s", async (name) => {
    const disclosed = await discloseCredential(issued(ours, name), { pointers: pointersOf(name), seed });
    expect(await peerVerifies(disclosed, { suite, now })).toBe(true);
  });

  it.each(names)("discloses what Stint issued, and Stint verifies it: %s", async (name) => {
    const derived = await deriveWithPeer(issued(ours, name), { suite, pointers: pointersOf(name) });
    expect(await verdict(derived)).toMatchObject({ verified: true });
  });

  it.each(names)("issues what Stint verifies as a base proof, and discloses: %s", async (name) => {
    const base = issued(theirs, name);
    const { verified, checks } = await verdict(base);
    expect(verified).toBe(true);
    expect(checks.find(({ name: check }) => check === "proof")?.note).toMatch(/holder's own copy/);
    const disclosed = await discloseCredential(base, { pointers: pointersOf(name), seed });
    expect(await peerVerifies(disclosed, { suite, now })).toBe(true);
    expect(await verdict(disclosed)).toMatchObject({ verified: true });
  });

  it("issues and discloses what Stint verifies, and Stint discloses the same document", async () => {
    const name = "a micro-internship as an Open Badge";
    const pointers = pointersOf(name);
    const { proof: _theirs, ...derived } = await deriveWithPeer(issued(theirs, name), { suite, pointers });
    const { proof: _ours, ...disclosed } = await discloseCredential(issued(theirs, name), { pointers, seed });
    expect(disclosed).toEqual(derived);
  });

  it("refuses what Stint disclosed with one byte changed", async () => {
    const disclosed = await discloseCredential(issued(ours, "a VCDM 2.0 credential with language values"), {
      pointers: ["/name/0"],
      seed,
    });
    const believed: string[] = [];
    for (const { where, document } of alterations(disclosed, "one")) {
      if (await peerVerifies(document, { suite, now })) believed.push(where);
    }
    expect(believed).toEqual([]);
  });
});
