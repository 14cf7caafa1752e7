import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discloseCredential } from "../../../core/credential/disclosure/disclose.ts";
import { isDisclosureSuite } from "../../../core/credential/disclosure/disclosure-suites.ts";
import { jwsPayload, parseCompactJws } from "../../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import {
  jwtConfiguration,
  ldpConfiguration,
  type OfferingTenant,
  offeringTenant,
  requestWith,
} from "../../support/claiming-wallet.ts";
import { achievementContent, openWorkplace, recipients, type Workplace } from "../../support/completions.ts";
import { verdictOnIssued } from "../../support/issued-verdict.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";
import { student } from "../../support/world.ts";

const noEnd = "9999-12-31T23:59:59Z";
let issuer: RunningIssuer;
let workplace: Workplace;
let wallet: OfferingTenant;
/** Of the achievement that lets students show parts. */
let achievement: string;

beforeAll(async () => {
  issuer = await runIssuer();
  workplace = await openWorkplace(issuer, "acme", "web");
  wallet = await offeringTenant(issuer, workplace.tenant);
  for (const keyType of ["P-256", "BLS12-381"]) await workplace.ask("POST", "/signing-keys", { keyType });
  achievement = await createAchievement("ecdsa-sd-2023");
});
afterAll(() => issuer.stop());

async function createAchievement(selectiveDisclosure: "ecdsa-sd-2023" | "bbs-2023"): Promise<string> {
  const content = achievementContent({ selectiveDisclosure });
  const { status, body } = await workplace.ask("POST", "/achievements", content);
  expect([status, (body.content as JsonObject).selectiveDisclosure]).toEqual([201, selectiveDisclosure]);
  return String(body.id);
}

const suitesOf = ({ proof }: JsonObject) => (proof as JsonObject[]).map(({ cryptosuite }) => cryptosuite);

async function complete(body: JsonObject): Promise<JsonObject> {
  const { verifiableCredential } = await workplace.complete({ recipient: recipients.known, ...body });
  return verifiableCredential as JsonObject;
}

describe("blind screening, switched on for an achievement", () => {
  it.each(["ecdsa-sd-2023", "bbs-2023"] as const)(
    "gives credentials with both proofs, of which a part stands by itself: %s",
    async (suite) => {
      const credential = await complete({ achievement: await createAchievement(suite), role: "Data intern" });
      expect(suitesOf(credential)).toEqual(["eddsa-rdfc-2022", suite]);
      expect((await verdictOnIssued(issuer, credential)).verified).toBe(true);
      const pointers = ["/credentialSubject/achievement/alignment", "/credentialSubject/result"];
      const part = await discloseCredential(credential, { pointers, seed: new Uint8Array(32).fill(4) });
      const { verified, checks, disclosure } = await verdictOnIssued(issuer, part);
      expect([verified, disclosure?.partial]).toEqual([true, true]);
      expect(checks.filter(({ outcome }) => outcome === "passed").map(({ name }) => name)).toEqual(
        expect.arrayContaining(["validity-period", "status"]),
      );
      const text = JSON.stringify(part);
      expect(text).toContain("data visualisation");
      for (const withheld of ["Mika Tanaka", "Employer acme", "employer.example", "Data intern"])
        expect(text).not.toContain(withheld);
    },
  );

  it("says that there is no end where there is none, since one could be withheld", async () => {
    expect((await complete({ achievement })).validUntil).toBe(noEnd);
    const validUntil = "2099-01-01T00:00:00Z";
    expect((await complete({ achievement, validUntil })).validUntil).toBe(validUntil);
  });

  it.each([
    [ldpConfiguration, jwtConfiguration],
    [jwtConfiguration, ldpConfiguration],
  ])(
    "reaches a wallet in the form that has proofs, whichever it asks for first: %s, then %s",
    async (...configurations) => {
      const made = await wallet.offer({ achievementId: achievement });
      const token = await wallet.accessToken(made);
      const claimed = new Map<string, unknown>();
      for (const configuration of configurations) {
        const body = requestWith([await wallet.jwtProof(student)], configuration);
        const answer = await wallet.post("credential", { token, body });
        expect(answer.status).toBe(200);
        const [{ credential } = {}] = answer.body.credentials as JsonObject[];
        claimed.set(configuration, credential);
      }
      const ldp = claimed.get(ldpConfiguration) as JsonObject;
      expect(suitesOf(ldp)).toEqual(["eddsa-rdfc-2022", "ecdsa-sd-2023"]);
      const jws = parseCompactJws(String(claimed.get(jwtConfiguration)), { maxBytes: 100_000 });
      expect(jwsPayload(jws)).toMatchObject({ id: ldp.id, validUntil: noEnd });
      for (const credential of claimed.values())
        expect((await verdictOnIssued(issuer, credential as JsonObject | string)).verified).toBe(true);
    },
  );

  it("is announced to wallets (OpenID4VCI 1.0, 12.2.4)", async () => {
    const { body } = await workplace.ask("GET", "/.well-known/openid-credential-issuer");
    const { [ldpConfiguration]: ldp } = body.credential_configurations_supported as Record<
      string,
      JsonObject
    >;
    const names = ldp?.credential_signing_alg_values_supported as string[];
    expect(names).toEqual(["eddsa-rdfc-2022", "ecdsa-sd-2023", "bbs-2023"]);
  });
});

describe("blind screening", () => {
  it("is off where nobody switched it on: nothing changes for wallets and verifiers that do not know it", async () => {
    const credential = await complete({});
    expect(suitesOf(credential).some(isDisclosureSuite)).toBe(false);
    expect(credential).not.toHaveProperty("validUntil");
  });

  it("is a new version of the achievement: what was offered before keeps its own", async () => {
    const created = await workplace.ask("POST", "/achievements", achievementContent());
    const id = String(created.body.id);
    const made = await wallet.offer({ achievementId: id });
    const revised = await workplace.ask(
      "PUT",
      `/achievements/${id}`,
      achievementContent({ selectiveDisclosure: "bbs-2023" }),
    );
    expect(revised.body.version).toBe(2);
    const body = requestWith([await wallet.jwtProof(student)]);
    const answer = await wallet.post("credential", { token: await wallet.accessToken(made), body });
    const [{ credential } = {}] = answer.body.credentials as { credential?: JsonObject }[];
    expect(suitesOf(credential as JsonObject)).toEqual(["eddsa-rdfc-2022"]);
  });

  it.each([
    [
      "a cryptosuite that withholds nothing",
      { selectiveDisclosure: "eddsa-rdfc-2022" },
      /must be ecdsa-sd-2023 or bbs-2023/,
    ],
    ["something else", { selectiveDisclosure: true }, /selectiveDisclosure/],
    ["a list", { selectiveDisclosure: ["bbs-2023"] }, /selectiveDisclosure/],
  ])("is not switched on by %s", async (_name, changes, words) => {
    const content = { ...achievementContent(), ...changes };
    const { status, body } = await workplace.ask("POST", "/achievements", content);
    expect([status, body.detail]).toEqual([400, expect.stringMatching(words)]);
  });

  it.each(["key", "web"] as const)(
    "is not switched on by a did:%s issuer without a key for it, which is told how to get one",
    async (did) => {
      const { ask, achievementId } = await openWorkplace(issuer, `plain-${did}`, did);
      const content = achievementContent({ selectiveDisclosure: "ecdsa-sd-2023" });
      for (const [method, path] of [
        ["POST", "/achievements"],
        ["PUT", `/achievements/${achievementId}`],
      ] as const) {
        const { status, body } = await ask(method, path, content);
        expect([status, body.detail]).toEqual([
          400,
          expect.stringContaining("no P-256 key, which ecdsa-sd-2023 needs"),
        ]);
      }
    },
  );
});
