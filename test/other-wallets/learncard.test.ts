import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSelfSignedCertificate } from "../support/self-signed.ts";
import { findLearncard, type Learncard } from "./find-learncard.ts";
import { type RunningServices, runServices } from "./running-services.ts";

const finding = await findLearncard();
const certificate = makeSelfSignedCertificate();
const missing =
  "missing" in finding ? finding.missing : certificate ? undefined : "There is no openssl program";
if (missing !== undefined && process.env.CI) throw new Error(missing);

const formats = ["ldp_vc", "jwt_vc_json"] as const;

describe.skipIf(missing !== undefined)(
  `LearnCard's wallet${missing === undefined ? "" : ` (${missing})`}`,
  () => {
    let services: RunningServices;
    let wallet: Learncard;
    let achievement: string;
    const held = new Map<string, unknown>();

    beforeAll(async () => {
      if ("missing" in finding || certificate === undefined) return;
      services = await runServices(certificate, { STINT_OPENID_DRAFTS: "true" });
      wallet = await finding.createWallet("a1".repeat(32), services.fetch, services.certificateAuthorities);
      const created = await services.asEmployer("POST", "/achievements", {
        title: "Cargo delay dashboard",
        summary: "Build a dashboard of cargo delays for three ports.",
        criteria: "**Done** means that the numbers reconcile.",
        skills: [
          {
            targetType: "ext:ESCO",
            targetFramework: "ESCO",
            targetName: "data visualisation",
            targetUrl: "http://data.europa.eu/esco/skill/0001",
          },
        ],
      });
      achievement = created.id;
    });
    afterAll(() => services?.stop());

    async function offerLink(): Promise<{ link: string; txCode: string }> {
      const recipient = { name: "Mika Tanaka", email: "mika@student.example" };
      const { offer } = await services.asEmployer("POST", "/completions", {
        achievement,
        recipient,
        offer: { transactionCode: true },
      });
      const reference = `${services.issuerUrl}/offers/${offer.id}/credential-offer`;
      return {
        link: `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(reference)}`,
        txCode: offer.transactionCode,
      };
    }

    it.each(formats)("gets a credential in the format %s, with a transaction code", async (format) => {
      const { link, txCode } = await offerLink();
      const configurationIds = [`MicroInternship_${format}`];
      const { credentials } = await wallet.invoke.acceptCredentialOffer(link, { txCode, configurationIds });
      expect(credentials).toHaveLength(1);
      expect(credentials[0]?.format).toBe(format);
      held.set(format, credentials[0]?.credential);
    });

    it("accepts a whole offer, one credential in both forms, from an issuer that serves older wallets too", async () => {
      const { link, txCode } = await offerLink();
      const { credentials } = await wallet.invoke.acceptCredentialOffer(link, { txCode });
      expect(credentials.map(({ format }) => format)).toEqual(formats);
      const [embedded, jwt] = credentials.map(({ credential }) => credential);
      const { proof, ...content } = embedded as { proof: unknown };
      expect(proof).toBeDefined();
      expect(content).toMatchObject({ credentialSubject: { id: wallet.id.did() } });
      expect(decodeJwt(String(jwt)).vc).toEqual(content);
    });

    it("gets one proving its key with a presentation (di_vp), where the issuer takes nothing else", async () => {
      const { link, txCode } = await offerLink();
      const diVpOnly: typeof fetch = async (input, init) => {
        const response = await services.fetch(input, init);
        if (!String(input).includes("openid-credential-issuer")) return response;
        const metadata = await response.json();
        for (const each of Object.values<{ proof_types_supported: { jwt?: unknown } }>(
          metadata.credential_configurations_supported,
        ))
          delete each.proof_types_supported.jwt;
        return Response.json(metadata);
      };
      if ("missing" in finding) throw new Error(finding.missing);
      const other = await finding.createWallet("b2".repeat(32), diVpOnly, services.certificateAuthorities);
      const configurationIds = ["MicroInternship_ldp_vc"];
      const { credentials } = await other.invoke.acceptCredentialOffer(link, { txCode, configurationIds });
      expect(credentials[0]?.credential).toMatchObject({ credentialSubject: { id: other.id.did() } });
    });

    const requests = formats.flatMap((format) =>
      (["redirect_uri", "did:jwk", "did:web", "x509_san_dns"] as const).flatMap((identity) =>
        [false, true].map((encrypted) => ({ format, identity, encrypted })),
      ),
    );
    it.each(requests)("presents $format to a request by $identity, encrypted: $encrypted", async (asked) => {
      const request = await services.atVerifier("POST", "/presentation-requests", {
        ...asked,
        skills: ["data visualisation"],
      });
      const chosen = [
        {
          credentialQueryId: request.dcqlQuery.credentials[0].id,
          candidate: { credential: held.get(asked.format), format: asked.format },
        },
      ];
      await wallet.invoke.presentCredentials(request.link, chosen);
      const path = new URL(request.resultUrl).pathname;
      const result = await services.atVerifier("GET", path, undefined, request.resultToken);
      expect(result).toMatchObject({
        state: "answered",
        verification: {
          verified: true,
          validation: { issuer: { outcome: "trusted" }, request: { outcome: "met" } },
          credentials: [{ work: { title: "Cargo delay dashboard" } }],
        },
      });
    });
  },
);
