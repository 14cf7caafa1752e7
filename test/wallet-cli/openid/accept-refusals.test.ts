import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { preAuthorizedCodeGrant } from "../../../core/openid/credential-offer.ts";
import { type PlayedIssuer, playIssuer, playService, respondJson } from "../../support/played-issuer.ts";
import { type Bench, benchWithWallet } from "../../support/stint.ts";

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
const serverPath = "/.well-known/oauth-authorization-server/issuers/acme";
const reply = (path: string) => `/issuers/acme/${path}`;

async function accept(link = issuer.offer()) {
  const said = await desk.stint(["accept", "--allow-loopback", "--yes", "--json", link], { online: true });
  return { ...said, problem: said.code === 0 ? undefined : JSON.parse(said.error).code };
}

describe("stint accept is not taken in by an issuer that", () => {
  test.each<[string, () => void, string]>([
    [
      "gives another issuer's metadata (12.2.2)",
      () => {
        issuer.replies[metadataPath] = issuer.metadata({ credential_issuer: `${issuer.url}/issuers/other` });
      },
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "gives another authorization server's metadata (RFC 8414, 3.3)",
      () => {
        issuer.replies[serverPath] = {
          issuer: `${issuer.url}/evil`,
          token_endpoint: `${issuer.url}/evil/token`,
        };
      },
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "has huge metadata",
      () => {
        issuer.replies[metadataPath] = issuer.metadata({ padding: "x".repeat(600 * 1024) });
      },
      "CONTENT_TOO_LARGE",
    ],
    [
      "wants everything encrypted once more",
      () => {
        issuer.replies[metadataPath] = issuer.metadata({
          credential_response_encryption: { encryption_required: true },
        });
      },
      "UNSUPPORTED",
    ],
    [
      "has endpoints where nobody may go",
      () => {
        issuer.replies[metadataPath] = issuer.metadata({ credential_endpoint: "http://10.0.0.1/credential" });
      },
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "does not know what it offers",
      () => {
        issuer.replies[metadataPath] = issuer.metadata({ credential_configurations_supported: {} });
      },
      "UNSUPPORTED",
    ],
    [
      "binds to keys that this wallet has not",
      () => {
        const Work = issuer.configuration({ cryptographic_binding_methods_supported: ["cose_key"] });
        issuer.replies[metadataPath] = issuer.metadata({ credential_configurations_supported: { Work } });
      },
      "UNSUPPORTED",
    ],
    [
      "answers with a page",
      () => {
        issuer.replies[metadataPath] = (_request, response) => void response.end("<html>");
      },
      "PEER_REFUSED",
    ],
    [
      "is in trouble",
      () => {
        issuer.replies[metadataPath] = (_request, response) => void response.writeHead(503).end();
      },
      "FETCH_FAILED",
    ],
  ])("%s: before its code is used", async (_, play, code) => {
    play();
    expect(await accept()).toMatchObject({ problem: code, out: "" });
    expect(issuer.arrived.every(({ method }) => method === "GET")).toBe(true);
  });

  test("offers in the name of another issuer: only the named one gets the code", async () => {
    const other = await playService({});
    const offer = { credential_issuer: `${other.url}/issuers/acme` };
    expect(await accept(issuer.offer({ offer }))).toMatchObject({ problem: "PEER_REFUSED" });
    expect(other.paths()).toContain(metadataPath);
    await other.stop();
    expect(issuer.arrived).toEqual([]);
  });

  test("wants the code given to a server that the issuer does not name (4.1.1)", async () => {
    const grant = { authorization_server: `${issuer.url}/evil` };
    expect(await accept(issuer.offer({ grant }))).toMatchObject({ problem: "MALFORMED_VALUE_ERROR" });
  });

  test.each<[string, () => void, string]>([
    [
      "redirects the code elsewhere",
      () => {
        issuer.replies[reply("token")] = (_request, response) =>
          void response.writeHead(307, { location: `${issuer.url}/evil` }).end();
      },
      "FETCH_FAILED",
    ],
    [
      "gives a token that is none",
      () => {
        issuer.replies[reply("token")] = { access_token: "a b\r\nx: y", token_type: "bearer" };
      },
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "gives a token of a kind that is not spoken here",
      () => {
        issuer.replies[reply("token")] = { access_token: "t", token_type: "DPoP" };
      },
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "says no to the code",
      () => {
        issuer.replies[reply("token")] = (_request, response) =>
          respondJson(response, 400, { error: "invalid_grant" });
      },
      "PEER_REFUSED",
    ],
    [
      "gives no nonce",
      () => {
        issuer.replies[reply("nonce")] = {};
      },
      "PEER_REFUSED",
    ],
    [
      "says no to the request",
      () => {
        issuer.replies[reply("credential")] = (_request, response) =>
          respondJson(response, 400, { error: "credential_request_denied" });
      },
      "PEER_REFUSED",
    ],
    [
      "answers without a credential",
      () => {
        issuer.replies[reply("credential")] = { credentials: [] };
      },
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "answers with more than was asked for",
      () => {
        issuer.replies[reply("credential")] = { credentials: [{ credential: {} }, { credential: {} }] };
      },
      "MALFORMED_VALUE_ERROR",
    ],
  ])("%s: nothing is stored", async (_, play, code) => {
    play();
    expect(await accept()).toMatchObject({ problem: code, out: "" });
    expect(issuer.paths()).not.toContain("/evil");
  });
});

describe("stint accept refuses in plain words what is no offer for it", () => {
  test.each<[string, () => string, string]>([
    ["something else than a link", () => "hello", "MALFORMED_VALUE_ERROR"],
    [
      "an offer by value and by reference (4.1)",
      () => `${issuer.offer()}&credential_offer_uri=https%3A%2F%2Fa.example`,
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "an offer of nothing",
      () => issuer.offer({ offer: { credential_configuration_ids: [] } }),
      "MALFORMED_VALUE_ERROR",
    ],
    [
      "an offer that needs signing in",
      () => issuer.offer({ offer: { grants: { authorization_code: {} } } }),
      "UNSUPPORTED",
    ],
    [
      "an offer without a code",
      () => issuer.offer({ offer: { grants: { [preAuthorizedCodeGrant]: {} } } }),
      "MALFORMED_VALUE_ERROR",
    ],
    ["some page", () => `${issuer.url}/about`, "UNSUPPORTED"],
    ["an offer that is gone", () => `${issuer.url}/offers/AAAAAAAAAAAAAAAAAAAAAA`, "PEER_REFUSED"],
    [
      "an address where nothing is offered",
      () => {
        issuer.replies["/interactions/1"] = { protocols: { "oid4vp-1.0": "openid4vp://?x" } };
        return `${issuer.url}/interactions/1?iuv=1`;
      },
      "UNSUPPORTED",
    ],
  ])("%s", async (_, link, code) => {
    expect(await accept(link())).toMatchObject({ problem: code, out: "" });
    expect(issuer.arrived.length).toBeLessThan(2);
  });

  test("an issuer on this machine, unless that is allowed", async () => {
    const said = await desk.stint(["accept", "--yes", issuer.offer()], { online: true });
    expect(said.code).toBe(1);
    expect(said.error).toContain("not an https URL");
    expect(issuer.arrived).toEqual([]);
  });
});
