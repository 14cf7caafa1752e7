import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { readConfig } from "../../../issuer/config.ts";
import { readCredentialRequest } from "../../../issuer/openid/credential-request.ts";

const read = (proof: JsonObject, acceptDrafts: boolean) =>
  readCredentialRequest(
    { credential_configuration_id: "MicroInternship_ldp_vc", proof },
    { identified: undefined, acceptDrafts },
  );

describe("the singular proof of the drafts before OpenID4VCI 1.0", () => {
  it.each<[JsonObject, JsonObject]>([
    [
      { proof_type: "jwt", jwt: "a.b.c" },
      { type: "jwt", proofs: ["a.b.c"] },
    ],
    [
      { proof_type: "di_vp", di_vp: {} },
      { type: "di_vp", proofs: [{}] },
    ],
    [
      { proof_type: "ldp_vp", ldp_vp: {} },
      { type: "di_vp", proofs: [{}] },
    ],
  ])("is read where that is switched on: %j", (proof, keyProofs) => {
    expect(read(proof, true).keyProofs).toEqual(keyProofs);
    expect(() => read(proof, false)).toThrow(expect.objectContaining({ error: "invalid_proof" }));
  });

  it("is switched on by STINT_OPENID_DRAFTS, and off without it", () => {
    expect(readConfig({ STINT_OPENID_DRAFTS: "true" }).acceptDrafts).toBe(true);
    expect(readConfig({}).acceptDrafts).toBe(false);
  });
});
