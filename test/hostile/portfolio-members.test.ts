import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { headlineOf } from "../../core/verification/describe.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { portfolioOf, project } from "../support/portfolios.ts";
import { rawSign } from "../support/raw-proof.ts";
import { employer, entryAt, listUrl, statusList, student, thief, world } from "../support/world.ts";

async function verdict(
  portfolio: unknown,
  documents: Record<string, JsonObject> = {},
  changes: Parameters<typeof world>[1] = {},
): Promise<CredentialVerification> {
  return verifyCredential(portfolio, { checks: "all" }, world(documents, changes));
}

const subjectOf = (credential: JsonObject) => credential.credentialSubject as JsonObject;

/** Credentials that a person might slip into their portfolio beside an honest one of 30 hours. */
const slippedIn: [string, () => Promise<JsonObject>, string][] = [
  ["about somebody else", () => project(2, { recipient: { id: thief.did } }), "not-verified"],
  ["that names nobody", () => project(2, { recipient: { name: "Mika Tanaka" } }), "not-verified"],
  ["that expired", () => project(2, { validUntil: new Date("2026-10-02T00:00:00Z") }), "not-verified"],
  ["changed after signing", async () => ({ ...(await project(2)), name: "Changed" }), "not-verified"],
  [
    "without a proof",
    async () => {
      const { proof: _proof, ...rest } = await project(2);
      return rest;
    },
    "not-verified",
  ],
  [
    "signed by themself in the employer's name",
    async () => {
      const { proof: _proof, ...plain } = await project(2);
      return rawSign(plain, {}, student);
    },
    "not-verified",
  ],
  [
    "whose status cannot be had",
    () => project(2, {}, { unsigned: { credentialStatus: entryAt(7) } }),
    "not-verified",
  ],
];

describe("a portfolio (CLR 2.0) beside an honest credential holds one", () => {
  it.each(slippedIn)(
    "%s: it is not counted, and the portfolio is not verified",
    async (_what, make, reason) => {
      const verification = await verdict(await portfolioOf([await project(1), await make()]));
      expect(verification.verified).toBe(false);
      expect(verification.portfolio?.leftOut).toEqual([{ position: 2, reason }]);
      expect(verification.portfolio?.sums).toMatchObject({ projects: [1], hours: { total: 30 } });
      expect(["not-verified", "undetermined"]).toContain(headlineOf(verification).kind);
      const check = verification.checks.find(({ name }) => name === "portfolio");
      expect(check?.problem?.code).toBe("MEMBER_NOT_VERIFIED");
    },
  );

  it("that was revoked: it is not counted", async () => {
    const revocable = await project(2, {}, { unsigned: { credentialStatus: entryAt(7) } });
    const portfolio = await portfolioOf([await project(1), revocable]);
    const [before, after] = [
      await verdict(portfolio, { [listUrl]: await statusList([]) }),
      await verdict(portfolio, { [listUrl]: await statusList([7]) }),
    ];
    expect([before.verified, before.portfolio?.sums.hours.total]).toEqual([true, 60]);
    expect([after.verified, after.portfolio?.sums.hours.total]).toEqual([false, 30]);
  });

  it("by its holder themself: it is told and not counted", async () => {
    const own = await project(2, { estimatedHours: 9_000 }, { by: student });
    const verification = await verdict(await portfolioOf([await project(1), own]));
    expect(verification.portfolio?.leftOut).toEqual([{ position: 2, reason: "own-word" }]);
    expect(verification.portfolio?.sums.hours.total).toBe(30);
    expect(headlineOf(verification).kind).toBe("verified-unknown-issuer");
  });

  it("by a stranger: it is counted as verified, and not among those by issuers that the verifier knows", async () => {
    const invented = await project(2, { estimatedHours: 9_000 }, { by: thief });
    const { portfolio, ...verification } = await verdict(await portfolioOf([await project(1), invented]));
    expect([portfolio?.sums.hours.total, portfolio?.knownSums?.hours.total]).toEqual([9_030, 30]);
    expect(headlineOf({ ...verification, ...(portfolio && { portfolio }) }).kind).toBe(
      "verified-unknown-issuer",
    );
  });

  it.each<[string, () => Promise<JsonObject>]>([
    ["twice", () => project(1)],
    [
      "in a second version of the same id",
      () => project(1, { validFrom: new Date("2026-10-05T00:00:00Z"), rating: 5 }),
    ],
  ])("%s: it is counted once", async (_what, again) => {
    const verification = await verdict(await portfolioOf([await project(1), await again()]));
    expect(verification.portfolio?.leftOut).toEqual([{ position: 2, reason: "repeated" }]);
    expect(verification.portfolio?.sums.hours.total).toBe(30);
  });

  it.each<[string, (credential: JsonObject) => JsonObject]>([
    ["to the letter", (credential) => credential],
    [
      "in another order, under one signature",
      (credential) => {
        const { result } = subjectOf(credential) as { result: JsonValue[] };
        return {
          ...credential,
          credentialSubject: { ...subjectOf(credential), result: result.toReversed() },
        };
      },
    ],
  ])("twice without an id of its own, %s: it is counted once", async (_what, again) => {
    const { proof: _proof, id: _id, credentialSchema: _schema, ...plain } = await project(1);
    const nameless = await rawSign(plain, {}, employer);
    const verification = await verdict(await portfolioOf([nameless, again(nameless)]));
    expect(verification.portfolio?.credentials.map(({ verified }) => verified)).toEqual([true, true]);
    expect(verification.portfolio?.leftOut).toEqual([{ position: 2, reason: "nameless" }]);
    expect(verification.portfolio?.sums.hours.total).toBe(30);
  });

  it("that speaks of another's achievement: what that one says stays as it was signed", async () => {
    const first = await project(1);
    const { proof: _proof, ...plain } = await project(2);
    const meddling = { ...subjectOf(plain), achievement: subjectOf(first).achievement as JsonValue };
    const unsigned = { ...plain, credentialSubject: meddling };
    const { portfolio } = await verdict(await portfolioOf([first, unsigned]));
    expect(portfolio?.sums).toMatchObject({
      projects: [1],
      hours: { total: 30 },
      averages: [{ average: 4 }],
    });
  });

  it("that is a portfolio itself: it is not opened, and not verified", async () => {
    const inner = await portfolioOf([await project(1)], {
      changes: { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d83eeee" },
    });
    const verification = await verdict(await portfolioOf([await project(2), inner]));
    expect([verification.verified, verification.portfolio?.sums.projects]).toEqual([false, [1]]);
    expect(verification.portfolio?.credentials[1]?.portfolio).toBeUndefined();
  });
});
