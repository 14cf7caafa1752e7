import { describe, expect, it } from "vitest";
import { discloseCredential } from "../../../core/credential/disclosure/disclose.ts";
import { openDisclosable } from "../../../core/credential/disclosure/statements/disclosable-document.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { proofCheck, refused } from "../../support/altered-parts.ts";
import { componentsOf, withComponents } from "../../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../../support/disclosing-employer.ts";
import { issueLoosely } from "../../support/loose-employer.ts";
import { withEvidence } from "../../support/nameless-evidence.ts";
import { world } from "../../support/world.ts";

describe("with ecdsa-sd-2023", () => {
  const issuer = disclosingEmployer("ecdsa-sd-2023");

  it("statements of two credentials cannot be mixed, even when one seed was used for both", async () => {
    const show = async (name: string) =>
      discloseCredential(await issuer.issue(withEvidence({ name })), { pointers: ["/name"], seed });
    const [poor, excellent] = [await show("Poor work"), await show("Excellent work")];
    const [key, otherKey] = [componentsOf(poor)[1], componentsOf(excellent)[1]];
    expect(key).not.toEqual(otherKey);
    const mixed = withComponents(
      { ...poor, name: "Excellent work" },
      componentsOf(poor).with(2, componentsOf(excellent)[2]),
    );
    expect(await proofCheck(mixed)).toMatchObject(refused);
  });

  it("no two proofs of one credential share a key either", async () => {
    const keyOf = async (options: object) => componentsOf(await issuer.issue(withEvidence(), options))[1];
    const keys = await Promise.all([
      keyOf({}),
      keyOf({ created: new Date("2026-03-01T12:00:01Z") }),
      keyOf({ mandatoryPointers: ["/evidence"] }),
      keyOf({ seed: new Uint8Array(32).fill(22) }),
      keyOf({}),
    ]);
    expect(new Set(keys.map(String)).size).toBe(4);
    expect(keys[4]).toEqual(keys[0]);
  });

  it("a statement can be taken out of the holder's own copy with its signature, and nothing is believed whole for that", async () => {
    const held = await issueLoosely(issuer, withEvidence(), ["/validFrom"]);
    const opened = await openDisclosable(withEvidence({ issuer: issuer.did }));
    expect(opened.quads.length).toBeGreaterThan(5);
    const { name: _name, ...subject } = withEvidence().credentialSubject as JsonObject;
    const without = { ...held, credentialSubject: { ...subject } };
    const signatures = componentsOf(held)[3] as Uint8Array[];
    const verdicts = await Promise.all(
      signatures.map((_, at) =>
        verifyCredential(
          withComponents(without, componentsOf(held).with(3, signatures.toSpliced(at, 1))),
          { checks: "all" },
          world(),
        ),
      ),
    );
    const believed = verdicts.filter(({ checks }) => checks[1]?.outcome === "passed");
    expect(believed).toHaveLength(1);
    expect(believed[0]?.verified).toBe(false);
  });
});

it("a statement cannot be taken out of a bbs-2023 base proof", async () => {
  const held = await disclosingEmployer("bbs-2023").issue(withEvidence());
  const { evidence: _evidence, ...less } = held;
  expect(await proofCheck(less)).toMatchObject(refused);
});
