import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createKeyProofPresentation } from "../../../core/openid/key-proof-presentation.ts";
import { createAchievement } from "../../../issuer/completions/achievements.ts";
import { ldpConfiguration, type OfferingTenant, offeringTenant } from "../../support/claiming-wallet.ts";
import { achievementContent } from "../../support/completions.ts";
import { whileFull } from "../../support/full-room.ts";
import { type RunningIssuer, runIssuer, startSigningThreads } from "../../support/running-issuer.ts";
import { student } from "../../support/world.ts";

const signingThreads = startSigningThreads();
let issuer: RunningIssuer;
let acme: OfferingTenant;
let achievementId: string;

beforeAll(async () => {
  issuer = await runIssuer({ signingThreads });
  const tenant = await issuer.createTenant("acme");
  acme = await offeringTenant(issuer, tenant);
  const body = { keyType: "P-256" };
  await issuer.call("POST", "/issuers/acme/signing-keys", { token: tenant.apiKey, body });
  const content = achievementContent({ selectiveDisclosure: "ecdsa-sd-2023" });
  ({ id: achievementId } = await createAchievement(issuer.context, { slug: "acme", content, by: "service" }));
});
afterAll(async () => {
  await issuer.stop();
  await signingThreads.close();
});

describe("a claim that takes a signature for selective disclosure, while too many of them wait", () => {
  it("is answered 503 by OpenID4VCI, and the same request, nonce and all, is good afterwards", async () => {
    const token = await acme.accessToken(await acme.offer({ achievementId }));
    const proofs = { jwt: [await acme.jwtProof(student)] };
    const call = { token, body: { credential_configuration_id: ldpConfiguration, proofs } };
    await whileFull(signingThreads.room, async () => {
      const { status, headers, body } = await acme.post("credential", call);
      expect([status, headers.get("retry-after"), body.error]).toEqual([503, "2", "temporarily_unavailable"]);
    });
    expect((await acme.post("credential", call)).status).toBe(200);
  });

  it("is answered 503 by a VC-API exchange, and the same presentation is good afterwards", async () => {
    const { id } = await acme.offer({ achievementId });
    const step = (body: JsonObject) => issuer.call("POST", `/exchanges/${id}`, { body });
    const asked = (await step({})).body.verifiablePresentationRequest as { challenge: string };
    const verifiablePresentation = await createKeyProofPresentation({
      holder: student.did,
      signer: student.signer,
      issuer: acme.identifier,
      nonce: asked.challenge,
      now: new Date(),
    });
    await whileFull(signingThreads.room, async () => {
      const { status, body } = await step({ verifiablePresentation });
      expect([status, body.code]).toEqual([503, "OVERLOADED"]);
    });
    expect((await step({ verifiablePresentation })).status).toBe(200);
  });

  it("is served when it takes none", async () => {
    const token = await acme.accessToken(await acme.offer());
    const proofs = { jwt: [await acme.jwtProof(student)] };
    const body = { credential_configuration_id: ldpConfiguration, proofs };
    await whileFull(signingThreads.room, async () => {
      expect((await acme.post("credential", { token, body })).status).toBe(200);
    });
  });
});
