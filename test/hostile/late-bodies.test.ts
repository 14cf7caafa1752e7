import { request as send } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { openWorkplace, recipients, type Workplace } from "../support/completions.ts";
import { visitConsole } from "../support/console-visitor.ts";
import { type RunningIssuer, runIssuer } from "../support/running-issuer.ts";

let issuer: RunningIssuer;
let acme: Workplace;

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await openWorkplace(issuer, "acme", "web");
});
afterAll(() => issuer.stop());

interface StolenKey {
  apiKey: string;
  revoke(): Promise<unknown>;
}

async function stolenKey(): Promise<StolenKey> {
  const { body } = await acme.ask("POST", "/keys", { role: "admin" });
  const { id } = body.key as JsonObject;
  return { apiKey: String(body.apiKey), revoke: () => acme.ask("POST", `/keys/${id}/revoke`, {}) };
}

interface LateRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Once the service has let the request in, and before the body is whole. */
  meanwhile: () => Promise<unknown>;
}

/** Sends a request whose body ends only after something else has happened. */
async function sendLate({ method, path, headers, body, meanwhile }: LateRequest): Promise<number> {
  const length = String(Buffer.byteLength(body));
  const request = send(issuer.url + path, { method, headers: { ...headers, "content-length": length } });
  const status = new Promise<number>((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (response) => resolve(response.resume().statusCode ?? 0));
  });
  request.write(body.slice(0, 1));
  // One more round trip: what was sent first has been let in by then.
  await issuer.call("GET", "/issuers/acme/keys", { token: acme.tenant.apiKey });
  await meanwhile();
  request.end(body.slice(1));
  return status;
}

const audited = async () => (await acme.ask("GET", "/audit?limit=1")).body.items as JsonObject[];

describe("a request that was let in before its key was revoked, and ends after", () => {
  it.each<[string, string, () => Promise<[string, unknown]>]>([
    ["a key of its own", "POST", async () => ["/keys", { role: "admin" }]],
    ["a signing key of another type", "POST", async () => ["/signing-keys", { keyType: "P-256" }]],
    ["the withdrawal of the signing key", "POST", async () => ["/signing-keys/1/revoke", {}]],
    ["an achievement", "PUT", async () => [`/achievements/${acme.achievementId}`, { ...content }]],
    ["a completion", "POST", async () => ["/completions", { ...completed, recipient: recipients.known }]],
    [
      "a revocation",
      "POST",
      async () => {
        const { completion } = await acme.complete({ recipient: recipients.known });
        const credentialStatus = { type: "BitstringStatusListEntry", statusPurpose: "revocation" };
        const { credentialId } = completion;
        return ["/credentials/status", { credentialId, credentialStatus, status: true }];
      },
    ],
  ])("does not make %s", async (_name, method, make) => {
    completed.achievement = acme.achievementId;
    const [path, body] = await make();
    const { apiKey, revoke } = await stolenKey();
    const status = await sendLate({
      method,
      path: `/issuers/acme${path}`,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      meanwhile: revoke,
    });
    expect(status).toBe(401);
    expect(await audited()).toMatchObject([{ action: "api-key.revoked" }]);
  });

  it.each<[string, (id: string) => string]>([
    ["a new key", () => "/console/keys"],
    ["an approval", (id) => `/console/completions/${id}/approve`],
    ["a cancellation", (id) => `/console/completions/${id}/cancel`],
    ["a new signing key", () => "/console/signing-keys/rotate"],
  ])("does not make %s in the console", async (_name, pathFor) => {
    const { completion } = await acme.complete({ recipient: recipients.byMail, approval: "awaited" });
    const { apiKey, revoke } = await stolenKey();
    const visitor = visitConsole(issuer);
    const { html } = await visitor.signIn(apiKey);
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const status = await sendLate({
      method: "POST",
      path: pathFor(completion.id),
      headers: {
        cookie: visitor.cookie() ?? "",
        accept: "text/html",
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ csrf, label: "Late", role: "admin" }).toString(),
      meanwhile: revoke,
    });
    expect(status).toBe(401);
    expect(await audited()).toMatchObject([{ action: "api-key.revoked" }]);
  });
});

const content = {
  title: "Taken over",
  summary: "By somebody whose key was revoked.",
  criteria: "None.",
};
const completed: JsonObject = {};
