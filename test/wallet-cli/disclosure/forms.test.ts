import { describe, expect, test } from "vitest";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { baseProofsOf } from "../../../wallet-cli/disclosure/base-proofs.ts";
import { formsOf, withoutBaseProofs } from "../../../wallet-cli/disclosure/forms.ts";
import { harbour, harbourWeb, issuedForDisclosure } from "../../support/harbour.ts";
import { now, student, thief, world } from "../../support/world.ts";

async function heldOf(credential: JsonObject) {
  const verification = await verifyCredential(credential, { checks: "all" }, world(await harbourWeb()));
  return { credential, verification, ownership: "mine", addedAt: now.toISOString() } as const;
}
const { did } = student;
const suitesIn = (form: JsonObject | string | undefined) =>
  ((form as JsonObject | undefined)?.proof as JsonObject[] | undefined)?.map(
    ({ cryptosuite }) => cryptosuite,
  );

describe("the forms that a credential can be handed over in", () => {
  test("are the one without the base proofs, and one for each base proof", async () => {
    const held = await heldOf(await issuedForDisclosure({ did, suites: ["ecdsa-sd-2023", "bbs-2023"] }));
    expect(baseProofsOf(held).map(({ suite }) => suite)).toEqual(["bbs-2023", "ecdsa-sd-2023"]);
    expect(suitesIn(withoutBaseProofs(held))).toEqual(["eddsa-rdfc-2022"]);
    expect(formsOf(held).map((form) => (form as JsonObject).proof)).toMatchObject([
      [{ cryptosuite: "eddsa-rdfc-2022" }],
      { cryptosuite: "bbs-2023" },
      { cryptosuite: "ecdsa-sd-2023" },
    ]);
  });

  test("keep it as it is when there is no base proof", async () => {
    const held = await heldOf(await issuedForDisclosure({ did, suites: [] }));
    expect(withoutBaseProofs(held)).toBe(held.credential);
    expect(formsOf(held)).toEqual([held.credential]);
  });

  test("do without the other proof when it is by somebody else: the issuer must have signed what is shown", async () => {
    const alone = await issuedForDisclosure({ did, suites: ["ecdsa-sd-2023"], whole: false });
    const held = await heldOf(await signCredential(alone, { signer: thief.signer, created: now }));
    expect(withoutBaseProofs(held)).toBeUndefined();
    expect(formsOf(held)).toHaveLength(1);
  });

  test("do without a proof that covers the base proof (Data Integrity 1.0, 2.1.2)", async () => {
    const proofId = "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0009";
    const alone = await issuedForDisclosure({ did, suites: ["ecdsa-sd-2023"], whole: false, proofId });
    const chained = { signer: harbour.signer, created: now, previousProof: proofId };
    expect(withoutBaseProofs(await heldOf(await signCredential(alone, chained)))).toBeUndefined();
  });
});
