import { describe, expect, it } from "vitest";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import { contextUrls } from "../../../core/credential/vocabulary.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { standingOf, titleOf } from "../../../wallet-cli/credentials/credential-facts.ts";
import type { HeldCredential } from "../../../wallet-cli/store/wallet-records.ts";
import { employer, now, student, world } from "../../support/world.ts";

async function held(changes: { type?: string[]; validFrom?: string; validUntil?: string }) {
  const credential = {
    "@context": [contextUrls.credentialsV2, contextUrls.openBadges],
    type: ["VerifiableCredential"],
    issuer: employer.did,
    credentialSubject: { id: student.did },
    ...changes,
  };
  const signed = await signCredential(credential, { signer: employer.signer, created: now });
  const verification = await verifyCredential(signed, { checks: "all" }, world());
  const kept: HeldCredential = { credential: signed, ownership: "mine", addedAt: "", verification };
  return kept;
}

describe("what a wallet calls a credential that is no work", () => {
  it.each([
    [["VerifiableCredential", "EndorsementCredential"]],
    [["EndorsementCredential", "VerifiableCredential"]],
  ])("is its own type, in whatever order the types stand", async (type) => {
    expect(titleOf((await held({ type })).verification)).toBe("Endorsement");
  });

  it("is just a credential when it has no type of its own", async () => {
    expect(titleOf((await held({})).verification)).toBe("Credential");
  });
});

describe("how a held credential stands", () => {
  it.each([
    ["expired", { validUntil: "-0044-03-15T00:00:00Z" }],
    ["not yet valid", { validFrom: "99999999999-01-01T00:00:00Z" }],
    ["valid", { validUntil: "12026-01-01T00:00:00Z" }],
  ])("is told from years of any length: %s", async (standing, changes) => {
    expect(standingOf(await held(changes), now)).toBe(standing);
  });
});
