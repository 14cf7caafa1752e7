import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { type Bench, bench, passphrase } from "../support/stint.ts";
import { type DigitalCredentialsPeer, digitalCredentialsPeer } from "./digital-credentials.ts";
import { type ForeignIssuer, startForeignIssuer } from "./openid4vc-issuer.ts";
import { type ForeignVerifier, startForeignVerifier } from "./openid4vc-verifier.ts";
import { sampleCredentials } from "./sample-credentials.ts";
import { employer } from "./stint.ts";

const created = new Date("2026-03-01T12:00:00Z");
/** The real one: the verifier dates its request by its own clock. */
const now = new Date();
const situation = { online: true, variables: { STINT_PASSPHRASE: passphrase }, now } as const;

let student: Bench;
let peer: DigitalCredentialsPeer;
let issuer: ForeignIssuer;

/** The wallet as a script runs it, on this machine's addresses. */
const stint = (...args: string[]) => student.stint(["--allow-loopback", ...args], situation);

beforeAll(async () => {
  student = await bench();
  peer = await digitalCredentialsPeer(employer.seed, created.toISOString().replace(".000", ""));
  issuer = await startForeignIssuer(async (did) => {
    const badge = sampleCredentials(employer.did, did)["a micro-internship as an Open Badge"];
    return peer.issue(badge as JsonObject);
  });
  await stint("init");
});

afterAll(async () => {
  await issuer.stop();
  await student.remove();
});

describe("stint at an issuer made of @openid4vc/openid4vci and @digitalcredentials/vc", () => {
  it("accepts the offer with its transaction code, keeps the verified credential and says so", async () => {
    const accepted = await stint("accept", issuer.offer, "--tx-code", issuer.txCode, "--yes");
    expect(accepted).toMatchObject({ code: 0 });
    expect((await stint("list")).out).toContain("Competitor pricing analysis");
    expect(issuer.notifications).toEqual([{ notification_id: "n-1", event: "credential_accepted" }]);
  });
});

describe.each(["by value", "signed by a DID"] as const)(
  "stint at a verifier made of @openid4vc/openid4vp, with a request %s",
  (kind) => {
    let verifier: ForeignVerifier;
    beforeAll(async () => {
      verifier = await startForeignVerifier(kind);
    });
    afterAll(() => verifier.stop());

    it("answers with a presentation that @digitalcredentials/vc verifies for this request alone", async () => {
      expect(await stint("respond", verifier.request, "--yes")).toMatchObject({ code: 0 });
      const [presentation, ...others] = verifier.answers[0]?.badge ?? [];
      expect(others).toEqual([]);
      const request = { challenge: verifier.nonce, domain: verifier.clientId, now };
      expect(await peer.verifyPresentation(presentation as JsonObject, request)).toMatchObject({
        verified: true,
      });
      const elsewhere = { ...request, domain: "redirect_uri:https://elsewhere.example/response" };
      expect(await peer.verifyPresentation(presentation as JsonObject, elsewhere)).toMatchObject({
        verified: false,
      });
    });
  },
);
