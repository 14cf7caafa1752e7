import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type PlayedIssuer, playIssuer, provenDid, respondJson } from "../../support/played-issuer.ts";
import { type Bench, benchWithWallet, issuedTo } from "../../support/stint.ts";
import { thief } from "../../support/world.ts";

let issuer: PlayedIssuer;
let desk: Bench & { did: string };
beforeAll(async () => {
  issuer = await playIssuer();
  desk = await benchWithWallet();
});
afterAll(async () => {
  // Whatever was tried: nothing came in.
  expect(JSON.parse((await desk.stint(["list", "--json"])).out)).toEqual([]);
  await desk.remove();
  await issuer.stop();
});
beforeEach(() => issuer.reset());

const metadataPath = "/.well-known/openid-credential-issuer/issuers/acme";
const reply = (path: string) => `/issuers/acme/${path}`;
const events = () =>
  issuer.arrived
    .filter(({ path }) => path === reply("notification"))
    .map(({ text }) => JSON.parse(text).event);

async function accept(link = issuer.offer()) {
  const said = await desk.stint(["accept", "--allow-loopback", "--yes", "--json", link], { online: true });
  return { ...said, problem: said.code === 0 ? undefined : JSON.parse(said.error).code };
}

describe("stint accept is not taken in by an issuer that", () => {
  test.each<[string, (did: string) => Promise<JsonObject | string>, string]>([
    ["is bound to another key", () => issuedTo(thief.did), "HOLDER_MISMATCH"],
    ["is bound to nobody", () => issuedTo(undefined), "HOLDER_MISMATCH"],
    [
      "was altered",
      async (did) => ({ ...(await issuedTo(did)), validFrom: "2026-10-02T00:00:00Z" }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "is not signed",
      async (did) => {
        const { proof: _, ...unsecured } = await issuedTo(did);
        return unsecured;
      },
      "CRYPTOGRAPHIC_SECURITY_ERROR",
    ],
    ["has expired", (did) => issuedTo(did, { validUntil: "2026-11-01T00:00:00Z" }), "EXPIRED"],
    [
      "is in another format than was asked for",
      async () => "eyJhbGciOiJFUzI1NiJ9.e30.AA",
      "MALFORMED_VALUE_ERROR",
    ],
  ])("issues a credential that %s: it is not stored, and the issuer is told (11)", async (_, issue, code) => {
    issuer.replies[reply("credential")] = async (request) => ({
      credentials: [{ credential: await issue(provenDid(request)) }],
      notification_id: "the-notification",
    });
    expect(await accept()).toMatchObject({ code: 1, problem: code, out: "" });
    expect(events()).toEqual(["credential_failure"]);
  });

  test("writes on the terminal", async () => {
    const evil = "\u001b]0;owned\u0007\u202eevil\u001b[2J ✔ Verified";
    const Work = issuer.configuration({ credential_metadata: { display: [{ name: evil }] } });
    issuer.replies[metadataPath] = issuer.metadata({
      display: [{ name: evil }],
      credential_configurations_supported: { Work },
    });
    issuer.replies[reply("token")] = (_request, response) =>
      respondJson(response, 400, { error: evil, error_description: evil });
    const link = issuer.offer({ grant: { tx_code: { description: evil } } });
    const said = await desk.stint(["accept", "--allow-loopback", link], {
      online: true,
      answers: ["y", "1"],
    });
    expect(said.error).toContain("evil");
    expect(said.error).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
    expect(said.error).not.toContain("✔");
  });
});
