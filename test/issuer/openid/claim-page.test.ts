import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createKeyProofPresentation } from "../../../core/openid/key-proof-presentation.ts";
import { offerLink, readOfferLink } from "../../../core/openid/offer-link.ts";
import { cancelOffer } from "../../../issuer/completions/change-offer.ts";
import { changeRecipient } from "../../../issuer/completions/change-recipient.ts";
import { revokeApiKey } from "../../../issuer/use-cases/api-keys.ts";
import {
  type MadeOffer,
  type OfferingTenant,
  offeringTenant,
  requestWith,
  tokenForm,
} from "../../support/claiming-wallet.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";
import { student, thief } from "../../support/world.ts";

let issuer: RunningIssuer;
let acme: OfferingTenant;
let time = new Date("2026-11-22T12:00:00Z");

beforeAll(async () => {
  issuer = await runIssuer({ now: () => time, walletUrl: "https://wallets.example/stint" });
  acme = await offeringTenant(issuer, await issuer.createTenant("acme"));
});
afterAll(() => issuer.stop());

const page = (id: string) => issuer.call("GET", `/offers/${id}`, { headers: { accept: "text/html" } });
const stateOf = async (id: string) => (await issuer.call("GET", `/offers/${id}/state`)).body.state;

async function claimed(made: MadeOffer): Promise<void> {
  const token = await acme.accessToken(made);
  await acme.post("credential", { token, body: requestWith([await acme.jwtProof(student)]) });
}

describe("the claim page", () => {
  it("says what is offered and by whom, and gives every way to take it", async () => {
    const facts = { role: "Data intern", start: "2026-09-01T00:00:00Z", rating: 2 as const };
    const { id } = await acme.offer({ facts, offer: { transactionCode: true } });
    const { status, text, headers } = await page(id);
    expect(status).toBe(200);
    for (const words of [
      "Cargo delay dashboard",
      "Employer acme",
      'href="https://wallets.example/stint"',
      "did:web:issuer.example:issuers:acme",
      "Mika Tanaka",
      "Data intern",
      "1 September 2026",
      "will ask for a code",
      `stint accept &quot;https://issuer.example/offers/${id}&quot;`,
      "You have no wallet yet?",
      "<svg",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain(
      `href="${offerLink(`https://issuer.example/offers/${id}/credential-offer`).replaceAll("&", "&amp;")}"`,
    );
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-robots-tag")).toContain("noindex");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
  });

  it("keeps to itself what the claim does not need: address, rating, code", async () => {
    const made = await acme.offer({ facts: { rating: 2 }, offer: { transactionCode: true } });
    const { text } = await page(made.id);
    for (const secret of ["mika@student.example", made.code, made.transactionCode ?? "", "ating"]) {
      expect(text).not.toContain(secret);
    }
    const nameless = await acme.offer({ recipient: { email: "mika@student.example" } });
    expect((await page(nameless.id)).text).not.toContain("Mika Tanaka");
  });

  it("notices that the offer was claimed, cancelled, expired or withdrawn, and then offers nothing", async () => {
    const ended: [string, string, (made: MadeOffer, by: OfferingTenant) => Promise<unknown>][] = [
      ["claimed", "in a wallet", claimed],
      [
        "cancelled",
        "was cancelled",
        ({ completionId: id }) => cancelOffer(issuer.context, { slug: "acme", id, by: acme.apiKeyId }),
      ],
      [
        "expired",
        "has expired",
        async () => {
          time = new Date(time.getTime() + 3_600_000);
        },
      ],
    ];
    for (const [state, words, end] of ended) {
      const made = await acme.offer({ offer: { transactionCode: false, expiresInSeconds: 3_600 } });
      expect(await stateOf(made.id)).toBe("open");
      await end(made, acme);
      expect(await stateOf(made.id)).toBe(state);
      const { text } = await page(made.id);
      expect(text).toContain(words);
      expect(text).not.toContain("<svg");
      expect(text).not.toContain("openid-credential-offer:");
    }
    const shop = await offeringTenant(issuer, await issuer.createTenant("closed"));
    const { id } = await shop.offer();
    await revokeApiKey(issuer.context, { slug: "closed", id: shop.apiKeyId, by: "service-admin" });
    expect(await stateOf(id)).toBe("withdrawn");
    expect((await issuer.call("GET", `/offers/${id}/credential-offer`)).status).toBe(409);
  });

  it("tells nothing about a student once the offer was cancelled, least of all whom it is for now", async () => {
    const { id, completionId } = await acme.offer({ facts: { role: "Data intern" } });
    const recipient = { name: "Ayo Ibrahim", email: "ayo@student.example" };
    await changeRecipient(issuer.context, { slug: "acme", id: completionId, recipient, by: acme.apiKeyId });
    expect(await stateOf(id)).toBe("cancelled");
    const { text } = await page(id);
    for (const words of ["Ayo Ibrahim", "Mika Tanaka", "Data intern"]) expect(text).not.toContain(words);
  });

  it("says when too many wrong codes were given", async () => {
    const { id, code, transactionCode } = await acme.offer({ offer: { transactionCode: true } });
    const wrong = transactionCode === "000000" ? "000001" : "000000";
    for (let tries = 0; tries < 5; tries += 1) await acme.token(tokenForm(code, { tx_code: wrong }));
    const { text } = await page(id);
    expect(text).toContain("Too many wrong codes");
    expect(text).not.toContain("<svg");
  });

  it("is not there for an unknown or malformed address", async () => {
    expect((await page("A".repeat(22))).status).toBe(404);
    expect((await page("x")).status).toBe(400);
  });
});

describe("an interaction URL (VCALM)", () => {
  it("names the protocols to wallets, and leads people to the page", async () => {
    const { id } = await acme.offer();
    const path = `/interactions/${id}?iuv=1`;
    const { body } = await issuer.call("GET", path, { headers: { accept: "application/json" } });
    const protocols = body.protocols as Record<string, string>;
    expect(protocols.OID4VCI).toBe(protocols["oid4vci-1.0"]);
    expect(protocols).toMatchObject({
      vcapi: `https://issuer.example/exchanges/${id}`,
      interact: `https://issuer.example/offers/${id}`,
    });
    expect(readOfferLink(protocols.OID4VCI ?? "", { allowHttpOnLoopback: false })).toEqual({
      by: "reference",
      url: `https://issuer.example/offers/${id}/credential-offer`,
    });
    const people = await fetch(issuer.url + path, { headers: { accept: "text/html" }, redirect: "manual" });
    expect([people.status, people.headers.get("location")]).toEqual([
      303,
      `https://issuer.example/offers/${id}`,
    ]);
  });

  it("names no exchange when a code or an approval is needed", async () => {
    for (const input of [{ offer: { transactionCode: true } }, { approval: "awaited" as const }]) {
      const { id } = await acme.offer(input);
      const { body } = await issuer.call("GET", `/interactions/${id}`, {
        headers: { accept: "application/json" },
      });
      expect(body.protocols).not.toHaveProperty("vcapi");
      const refused = await issuer.call("POST", `/exchanges/${id}`, { body: {} });
      expect(refused).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
    }
  });
});

describe("a VC-API exchange", () => {
  const step = (id: string, body: JsonObject = {}) => issuer.call("POST", `/exchanges/${id}`, { body });
  const requestOf = async (id: string) =>
    (await step(id)).body.verifiablePresentationRequest as { challenge: string; domain: string };
  const present = ({ did: holder, signer } = student, nonce = "", domain = acme.identifier) =>
    createKeyProofPresentation({ holder, signer, issuer: domain, nonce, now: time });

  it("asks who the holder is, gives the credential, and works once", async () => {
    const { id } = await acme.offer();
    const { challenge, domain } = await requestOf(id);
    expect(domain).toBe(acme.identifier);
    const verifiablePresentation = await present(student, challenge, domain);
    const { status, body } = await step(id, { verifiablePresentation });
    expect(status).toBe(200);
    expect(body.verifiablePresentation).toMatchObject({
      verifiableCredential: [{ credentialSubject: { id: student.did } }],
    });
    expect((await step(id, { verifiablePresentation })).body.code).toBe("CONFLICT");
    expect((await step(id)).body.code).toBe("CONFLICT");
  });

  it.each<[string, (challenge: string) => Promise<JsonObject>, string]>([
    [
      "another domain",
      (challenge) => present(student, challenge, "https://thief.example"),
      "PROOF_VERIFICATION_ERROR",
    ],
    ["a made-up challenge", () => present(student, "A".repeat(51)), "INVALID_CHALLENGE_ERROR"],
    [
      "somebody else's signature",
      (challenge) => present({ ...student, signer: thief.signer }, challenge),
      "PROOF_VERIFICATION_ERROR",
    ],
    ["no signature", async () => ({ type: ["VerifiablePresentation"] }), "PROOF_VERIFICATION_ERROR"],
  ])("refuses %s", async (_name, make, code) => {
    const { id } = await acme.offer();
    const { challenge } = await requestOf(id);
    const { body } = await step(id, { verifiablePresentation: await make(challenge) });
    expect(body.code).toBe(code);
    expect(await stateOf(id)).toBe("open");
  });
});
