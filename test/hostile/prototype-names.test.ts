import { afterEach, describe, expect, it } from "vitest";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { employer, issued, unsigned, world } from "../support/world.ts";

const added = () => Object.keys(Object.prototype);

// So that a failure here is not one of every test that comes after.
afterEach(() => {
  for (const name of added()) Reflect.deleteProperty(Object.prototype, name);
});

const { credentialSubject: subject } = unsigned() as { credentialSubject: JsonObject };

/** Members whose value is a reference: the JSON-LD library keeps things by their names. */
const references = (name: string): [member: string, changes: JsonObject][] => [
  ["image", { image: name }],
  ["source", { credentialSubject: { ...subject, source: name } }],
];

describe.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
  "a reference to %s, which all objects have (security rules 1 and 4)",
  (name) => {
    it.each(references(name))(
      "in %s leaves nothing behind for the documents after it",
      async (_, changes) => {
        const { proof } = await issued();
        const verification = await verifyCredential(
          { ...unsigned(changes), proof: proof as JsonObject[] },
          { checks: "all" },
          world(),
        );
        expect(verification.checks.find(({ name: check }) => check === "proof")).toMatchObject({
          outcome: "failed",
          problem: { code: "PROOF_TRANSFORMATION_ERROR", detail: expect.stringContaining("relative") },
        });
        expect(added()).toEqual([]);
        expect((await verifyCredential(await issued(), { checks: "all" }, world())).verified).toBe(true);
      },
    );

    it.each(references(name))("in %s is signed by nobody", async (_, changes) => {
      const created = new Date("2026-10-01T00:00:00Z");
      await expect(
        signCredential(unsigned(changes), { signer: employer.signer, created }),
      ).rejects.toMatchObject({ code: "PROOF_TRANSFORMATION_ERROR" });
      expect(added()).toEqual([]);
    });
  },
);
