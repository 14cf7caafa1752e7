import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNonces } from "../../issuer/openid/nonces.ts";
import { createAllow } from "../../issuer/routes/allow.ts";
import { addCompletionRoutes } from "../../issuer/routes/completion-routes.ts";
import { addCredentialRoutes } from "../../issuer/routes/credential-routes.ts";
import { addEndorsementRoutes } from "../../issuer/routes/endorsement-routes.ts";
import { addExchangeRoute } from "../../issuer/routes/exchange-route.ts";
import type { RunningService } from "../../web/listen.ts";
import { openWorkplace, recipients, type Workplace } from "../support/completions.ts";
import { fullWorkLimits } from "../support/full-work-limits.ts";
import { serveRoutes } from "../support/issuer-routes.ts";
import { adminToken, draftBy, type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { student } from "../support/world.ts";

let issuer: RunningIssuer;
let harbour: Workplace;
let service: RunningService;

beforeAll(async () => {
  issuer = await runIssuer();
  harbour = await openWorkplace(issuer, "harbour");
});
afterAll(() => issuer.stop());

/** Each request that makes the issuer sign something: good ones, which the issuer itself would answer with 200 or 201. */
const requests: [what: string, request: () => Promise<{ method?: string; path: string; body?: unknown }>][] =
  [
    [
      "a credential",
      async () => ({
        path: "/issuers/harbour/credentials/issue",
        body: { credential: draftBy(harbour.tenant) },
      }),
    ],
    [
      "a completion",
      async () => ({
        path: "/issuers/harbour/completions",
        body: { achievement: harbour.achievementId, recipient: recipients.known },
      }),
    ],
    ["an approval", async () => ({ path: `/issuers/harbour/completions/${await awaiting()}/approve` })],
    [
      "another recipient",
      async () => ({
        method: "PUT",
        path: `/issuers/harbour/completions/${await offered().then(({ completion }) => completion.id)}/recipient`,
        body: { recipient: { did: student.did, name: "Mika Tanaka" } },
      }),
    ],
    [
      "an endorsement",
      async () => ({
        path: "/issuers/harbour/endorsements",
        body: { subject: student.did, comment: "A partner since 2024." },
      }),
    ],
    [
      "a step of a VC-API exchange",
      async () => ({ path: `/exchanges/${await offered().then(({ offer }) => offer?.id)}`, body: {} }),
    ],
  ];

const offered = () => harbour.complete({ recipient: recipients.byMail });
const awaiting = async () => {
  const { completion } = await harbour.complete({
    recipient: recipients.known,
    approval: "awaited",
  });
  return completion.id;
};

describe.each(fullWorkLimits)("while too many issuances are worked on, %s", (_when, issuing) => {
  beforeAll(async () => {
    const { context } = issuer;
    const allow = createAllow(context, adminToken);
    service = await serveRoutes(issuer, (api) => {
      addCredentialRoutes(api, context, { allow, issuing });
      addCompletionRoutes(api, context, { allow, issuing });
      addEndorsementRoutes(api, context, { allow, issuing });
      addExchangeRoute(api, context, { issuing, nonces: createNonces(context) });
    });
  });
  afterAll(() => service.stop());

  it.each(requests)(
    "%s is answered 503 and when to come again, and is good later (RFC 9110, 10.2.3)",
    async (_what, make) => {
      const { method = "POST", path, body } = await make();
      const ask = (url: string) =>
        fetch(url + path, {
          method,
          headers: {
            authorization: `Bearer ${harbour.tenant.apiKey}`,
            ...(body !== undefined && { "content-type": "application/json" }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
      const refused = await ask(service.url);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
      expect(await refused.json()).toMatchObject({ code: "OVERLOADED" });
      expect((await ask(issuer.url)).ok).toBe(true);
    },
  );
});
