import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import { didKeyDocument } from "../../../core/did/did-key.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verifyKeyProofJwt } from "../../../core/openid/key-proof.ts";
import { verifyKeyProofPresentation } from "../../../core/openid/key-proof-presentation.ts";
import { shortDid } from "../../../wallet-cli/views/short-did.ts";
import {
  type PlayedIssuer,
  playIssuer,
  proofClaims,
  provenDid,
  respondJson,
} from "../../support/played-issuer.ts";
import { type Bench, benchWithWallet, type Situation } from "../../support/stint.ts";
import { employer, now, unsigned } from "../../support/world.ts";

let issuer: PlayedIssuer;
let desk: Bench & { did: string };
beforeAll(async () => {
  issuer = await playIssuer();
  desk = await benchWithWallet();
});
afterAll(async () => {
  await desk.remove();
  await issuer.stop();
});
beforeEach(() => issuer.reset());

const accept = (args: string[], situation: Situation = {}) =>
  desk.stint(["accept", "--allow-loopback", ...args], { online: true, ...situation });
const reply = (path: string) => `/issuers/acme/${path}`;
const asked = (path: string) => issuer.arrived.filter((request) => request.path === reply(path));
const held = async () => JSON.parse((await desk.stint(["list", "--json"])).out) as JsonObject[];

describe("stint accept", () => {
  test("says who offers what before anything is sent, and sends nothing when the person says no", async () => {
    const said = await accept([issuer.offer()], { answers: ["n"] });
    expect(said).toMatchObject({
      code: 1,
      out: "",
      asked: [`Show your identifier to ${new URL(issuer.url).host} and get the credential? [y/N] `],
    });
    expect(said.error).toContain(issuer.id);
    expect(said.error).toContain('"Harbour Analytics": nobody vouches for that');
    expect(said.error).toContain('What:       "Micro-internship"\n');
    expect(said.error).toContain("Code:       none is needed");
    expect(
      issuer.arrived.every(({ method, path }) => method === "GET" && path.startsWith("/.well-known/")),
    ).toBe(true);
  });

  test("proves its key, keeps what is verified and tells the issuer", async () => {
    const said = await accept([issuer.offer()], { answers: ["y"] });
    expect(said.code).toBe(0);
    expect(said.error).toContain("Verified and added as number 1");
    expect(said.error).toContain(
      `it came from ${new URL(issuer.url).host}, and is issued by ${shortDid(employer.did)}`,
    );
    expect(await held()).toMatchObject([{ ownership: "mine", standing: "valid" }]);
    expect(new URLSearchParams(asked("token")[0]?.text).get("pre-authorized_code")).toBe("the-code");
    const [request] = asked("credential");
    expect(request).toMatchObject({ authorization: "Bearer the-token" });
    expect(JSON.parse(request?.text ?? "")).toMatchObject({ credential_configuration_id: "Work" });
    const { proofs } = JSON.parse(request?.text ?? "{}");
    await expect(
      verifyKeyProofJwt(proofs.jwt[0], {
        expectedIssuer: issuer.id,
        expectedClientId: undefined,
        now,
        resolveDid: async (did) => didKeyDocument(did),
      }),
    ).resolves.toEqual({ did: desk.did, nonce: "the-nonce" });
    expect(JSON.parse(asked("notification")[0]?.text ?? "")).toEqual({
      notification_id: "the-notification",
      event: "credential_accepted",
    });
  });

  test("takes a transaction code from the command line, and uses the identifiers it is given", async () => {
    issuer.replies[reply("token")] = {
      access_token: "the-token",
      token_type: "Bearer",
      authorization_details: [
        {
          type: "openid_credential",
          credential_configuration_id: "Work",
          credential_identifiers: ["first", "second"],
        },
      ],
    };
    const offer = issuer.offer({ grant: { tx_code: {} } });
    expect(await accept([offer, "--yes", "--tx-code", "493536", "--json"])).toMatchObject({ code: 0 });
    expect(new URLSearchParams(asked("token")[0]?.text).get("tx_code")).toBe("493536");
    const request = JSON.parse(asked("credential")[0]?.text ?? "");
    expect(request.credential_identifier).toBe("first");
    expect(request).not.toHaveProperty("credential_configuration_id");
  });

  test("asks a person again for a mistyped transaction code, with the issuer's words", async () => {
    let tries = 5;
    issuer.replies[reply("token")] = ({ text }, response) => {
      if (new URLSearchParams(text).get("tx_code") === "493536")
        return { access_token: "t", token_type: "bearer" };
      tries -= 1;
      return respondJson(response, 400, {
        error: "invalid_grant",
        error_description: `${tries} tries are left.`,
      });
    };
    const offer = issuer.offer({ grant: { tx_code: { description: "Sent by text message." } } });
    const said = await accept([offer, "--yes"], { answers: ["1", "493536"] });
    expect(said).toMatchObject({
      code: 0,
      asked: ["The code for this offer: ", "The code for this offer: "],
    });
    expect(said.error).toContain('one is needed. They say: "Sent by text message."');
    expect(said.error).toContain("They say: 4 tries are left.");
  });

  test.each(["used", "cancelled by the employer", "expired"])(
    "does not ask again for an offer that is %s",
    async (word) => {
      issuer.replies[reply("token")] = (_request, response) =>
        respondJson(response, 400, { error: "invalid_grant", error_description: `This offer is ${word}.` });
      const said = await accept([issuer.offer({ grant: { tx_code: {} } }), "--yes"], { answers: ["1", "2"] });
      expect(said).toMatchObject({ code: 1, asked: ["The code for this offer: "] });
      expect(said.error).toContain(`They say: This offer is ${word}.`);
    },
  );

  test("prefers a credential with proofs, and takes a JWT when asked to", async () => {
    const jwt = issuer.configuration({ format: "jwt_vc_json" });
    const both = issuer.metadata({
      credential_configurations_supported: { Jwt: jwt, Work: issuer.configuration() },
    });
    issuer.replies["/.well-known/openid-credential-issuer/issuers/acme"] = both;
    const offer = issuer.offer({ offer: { credential_configuration_ids: ["Jwt", "Work"] } });
    expect(await accept([offer, "--yes"])).toMatchObject({ code: 0 });
    issuer.replies[reply("credential")] = async (request) => {
      const subject = { ...(unsigned().credentialSubject as JsonObject), id: provenDid(request) };
      const credential = await createCredentialJwt(unsigned({ credentialSubject: subject }), {
        signer: employer.signer,
      });
      return { credentials: [{ credential }] };
    };
    expect(await accept([offer, "--yes", "--format", "jwt_vc_json"])).toMatchObject({ code: 0 });
    expect(JSON.parse(asked("credential")[1]?.text ?? "")).toMatchObject({
      credential_configuration_id: "Jwt",
    });
    expect(await held()).toHaveLength(2);
  });

  test("proves its key by a presentation when that is what the issuer takes, or when asked to", async () => {
    issuer.replies["/.well-known/openid-credential-issuer/issuers/acme"] = issuer.metadata({
      credential_configurations_supported: {
        Work: issuer.configuration({
          proof_types_supported: { di_vp: { proof_signing_alg_values_supported: ["eddsa-rdfc-2022"] } },
        }),
      },
    });
    expect(await accept([issuer.offer(), "--yes"])).toMatchObject({ code: 0 });
    const { proofs } = JSON.parse(asked("credential")[0]?.text ?? "{}");
    await expect(
      verifyKeyProofPresentation(proofs.di_vp[0], { expectedIssuer: issuer.id, now }),
    ).resolves.toEqual({ did: desk.did, nonce: "the-nonce" });
  });

  test("gets a new nonce once when the first has become stale", async () => {
    let nonces = 0;
    issuer.replies[reply("nonce")] = () => ({ c_nonce: `nonce-${++nonces}` });
    const issue = issuer.replies[reply("credential")];
    issuer.replies[reply("credential")] = (request, response) =>
      proofClaims(request).nonce === "nonce-1" || typeof issue !== "function"
        ? respondJson(response, 400, { error: "invalid_nonce" })
        : issue(request, response);
    expect(await accept([issuer.offer(), "--yes"])).toMatchObject({ code: 0 });
    issuer.replies[reply("credential")] = (_request, response) =>
      respondJson(response, 400, { error: "invalid_nonce" });
    expect(await accept([issuer.offer(), "--yes"])).toMatchObject({ code: 1 });
    expect(asked("credential")).toHaveLength(4);
  });

  test("follows an offer by reference, and an interaction address", async () => {
    issuer.replies["/offer"] = {
      credential_issuer: issuer.id,
      credential_configuration_ids: ["Work"],
      grants: {},
    };
    const link = `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${issuer.url}/offer`)}`;
    expect((await accept([link, "--yes"])).error).toContain("you would have to sign in at the issuer");
    issuer.replies["/interactions/1"] = { protocols: { "oid4vci-1.0": issuer.offer() } };
    expect(await accept([`${issuer.url}/interactions/1?iuv=1`, "--yes"])).toMatchObject({ code: 0 });
  });

  test("asks at home for the standard's address first, then where some issuers put it", async () => {
    const { replies } = issuer;
    replies["/issuers/acme/.well-known/openid-credential-issuer"] = issuer.metadata();
    delete replies["/.well-known/openid-credential-issuer/issuers/acme"];
    expect(await accept([issuer.offer(), "--yes"])).toMatchObject({ code: 0 });
  });

  test.each([
    [["--format", "mso_mdoc"], "INVALID_REQUEST"],
    [["--proof", "attestation"], "INVALID_REQUEST"],
    [["--format", "jwt_vc_json"], "UNSUPPORTED"],
    [["--proof", "di_vp"], "UNSUPPORTED"],
  ])("%j asks for what there is not", async (args, code) => {
    const said = await accept([issuer.offer(), "--yes", "--json", ...args]);
    expect(said.out).toBe("");
    expect(JSON.parse(said.error)).toMatchObject({ code });
  });

  test("needs somebody to say yes", async () => {
    const said = await accept([issuer.offer()]);
    expect(said.code).toBe(2);
    expect(said.error).toContain("In a script say so with --yes");
    expect((await accept([])).code).toBe(2);
  });
});
