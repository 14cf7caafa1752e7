import { describe, expect, it } from "vitest";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import type { Check } from "../../../core/verification/verdict.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { employer, issued, now, unsigned, world } from "../../support/world.ts";

function at(seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

/** Without its schema, which has an opinion on dates of its own (RFC 3339). */
function signed({ credentialSchema: _schema, ...credential }: JsonObject): Promise<JsonObject> {
  return signCredential(credential, { signer: employer.signer, created: now });
}

async function periodOf(changes: Record<string, string>): Promise<Check> {
  const credential = await signed({ ...unsigned(), ...changes });
  const { checks, verified } = await verifyCredential(credential, { checks: "all" }, world());
  const check = checks.find(({ name }) => name === "validity-period") as Check;
  expect(verified).toBe(check.outcome === "passed");
  return check;
}

describe("the validity period (VCDM 2.0, 4.9)", () => {
  it.each([
    ["began long ago", { validFrom: at(-86_400) }],
    ["begins this second", { validFrom: at(0) }],
    ["begins within the difference that clocks may have", { validFrom: at(59) }],
    ["ends this second", { validUntil: at(0) }],
    ["ends in a year that no clock reaches", { validUntil: "99999999999-01-01T00:00:00Z" }],
    ["ends in another time zone, later", { validUntil: "2026-11-22T02:00:01-10:00" }],
  ])("holds when it %s", async (_name, changes) => {
    expect((await periodOf(changes)).outcome).toBe("passed");
  });

  it.each([
    ["begins later", { validFrom: at(61) }, "NOT_YET_VALID"],
    [
      "begins in the year 9999",
      { validFrom: "9999-01-01T00:00:00Z", validUntil: "9999-12-31T00:00:00Z" },
      "NOT_YET_VALID",
    ],
    [
      "begins in a year that no clock reaches",
      { validFrom: "99999999999-01-01T00:00:00Z", validUntil: "99999999999-01-01T00:00:00Z" },
      "NOT_YET_VALID",
    ],
    [
      "ended in such a year",
      { validFrom: "-99999999999-01-01T00:00:00Z", validUntil: "-99999999999-01-01T00:00:00Z" },
      "EXPIRED",
    ],
    ["ended a second ago", { validUntil: at(-1) }, "EXPIRED"],
    ["ended in another time zone", { validUntil: "2026-11-23T01:59:59+14:00" }, "EXPIRED"],
  ])("does not hold when it %s", async (_name, changes, code) => {
    const base = { validFrom: "2020-01-01T00:00:00Z", validUntil: "2031-01-01T00:00:00Z" };
    expect(await periodOf({ ...base, ...changes })).toMatchObject({ outcome: "failed", problem: { code } });
  });

  it("does not apply to a credential that states none, and that is told", async () => {
    const { validFrom: _from, validUntil: _until, ...timeless } = unsigned();
    const credential = await signed(timeless);
    const { checks, verified } = await verifyCredential(credential, { checks: "all" }, world());
    expect(checks.find(({ name }) => name === "validity-period")?.outcome).toBe("not-applicable");
    expect(verified).toBe(true);
  });
});

describe("a graph that is too intricate to canonicalize within bounds", () => {
  it("is refused by a code of its own, not called forged", async () => {
    const honest = await issued();
    const alignment = Array.from({ length: 8 }, () => ({ type: ["Alignment"], targetName: "x" }));
    const result = Array.from({ length: 8 }, () => ({ type: ["Result"], alignment }));
    const subject = { ...(honest.credentialSubject as object), result };
    const verification = await verifyCredential(
      { ...honest, credentialSubject: subject },
      { checks: "all" },
      world(),
    );
    expect(verification.checks.find(({ name }) => name === "proof")?.problem?.code).toBe(
      "PROOF_TRANSFORMATION_ERROR",
    );
    expect(verification.verified).toBe(false);
  });
});
