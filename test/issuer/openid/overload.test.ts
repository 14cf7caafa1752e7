import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNonces } from "../../../issuer/openid/nonces.ts";
import { addOpenidRoutes } from "../../../issuer/routes/openid-routes.ts";
import type { WorkLimit } from "../../../web/limit-work.ts";
import type { RunningService } from "../../../web/listen.ts";
import { ldpConfiguration, type OfferingTenant, offeringTenant } from "../../support/claiming-wallet.ts";
import { fullWorkLimits } from "../../support/full-work-limits.ts";
import { serveRoutes } from "../../support/issuer-routes.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";
import { student } from "../../support/world.ts";

let issuer: RunningIssuer;
let acme: OfferingTenant;
const services: RunningService[] = [];

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await issuer.stop();
});

/** The same endpoints beside the running issuer's, with as much work as this limit lets through. */
async function endpointsWith(issuing: WorkLimit): Promise<string> {
  const nonces = createNonces(issuer.context);
  const service = await serveRoutes(issuer, (api) =>
    addOpenidRoutes(api, issuer.context, { issuing, nonces, acceptDrafts: false }),
  );
  services.push(service);
  return `${service.url}/issuers/acme/openid`;
}

describe.each(fullWorkLimits)("a credential request while too many are worked on, %s", (_when, limit) => {
  it.each(["credential", "deferred-credential"])(
    "is answered 503 by the %s endpoint, with an OAuth error and when to come again (RFC 9110, 10.2.3)",
    async (endpoint) => {
      const made = await acme.offer();
      const token = await acme.accessToken(made);
      const answer = await fetch(`${await endpointsWith(limit)}/${endpoint}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ credential_configuration_id: ldpConfiguration }),
      });
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
      expect(answer.headers.get("content-type")).toContain("application/json");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(await answer.json()).toMatchObject({
        error: "temporarily_unavailable",
        error_description: expect.any(String),
      });
    },
  );

  it("spends neither the offer nor the nonce: the same request is good afterwards", async () => {
    const token = await acme.accessToken(await acme.offer());
    const body = {
      credential_configuration_id: ldpConfiguration,
      proofs: { jwt: [await acme.jwtProof(student)] },
    };
    const refused = await fetch(`${await endpointsWith(limit)}/credential`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(refused.status).toBe(503);
    expect((await acme.post("credential", { token, body })).status).toBe(200);
  });
});
