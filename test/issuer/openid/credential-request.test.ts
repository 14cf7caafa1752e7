import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { readConfig } from "../../../issuer/config.ts";
import { readCredentialRequest } from "../../../issuer/openid/credential-request.ts";
import { offeringTenant, requestWith } from "../../support/claiming-wallet.ts";
import { runIssuer } from "../../support/running-issuer.ts";
import { student } from "../../support/world.ts";

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

describe("the c_nonce in credential responses of these drafts", () => {
  it("is fresh, and good for the next proof, where that is switched on", async () => {
    const issuer = await runIssuer({ acceptDrafts: true });
    try {
      const acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
      const token = await acme.accessToken(await acme.offer());
      const ask = async (nonce?: string) => {
        const proof = await acme.jwtProof(student, nonce === undefined ? {} : { nonce });
        return acme.post("credential", { token, body: requestWith([proof]) });
      };
      const first = await ask();
      expect(first.body.c_nonce).toMatch(/^[A-Za-z0-9_-]{40,}$/);
      expect((await ask(String(first.body.c_nonce))).status).toBe(200);
    } finally {
      await issuer.stop();
    }
  });
});
