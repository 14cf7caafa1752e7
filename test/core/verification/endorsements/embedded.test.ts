import { describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { describeVerification, headlineOf } from "../../../../core/verification/describe.ts";
import { describeEndorsement } from "../../../../core/verification/endorsements/describe-endorsements.ts";
import type { IssuerValidation } from "../../../../core/verification/verdict.ts";
import { verifyCredential } from "../../../../core/verification/verify-credential.ts";
import { endorsementOf, issuedBy, knowing, university } from "../../../support/endorsements.ts";
import { rawSign } from "../../../support/raw-proof.ts";
import { employer, unsigned, world } from "../../../support/world.ts";

const opinions = (opinion: IssuerValidation["outcome"] | "endorses") => ({
  validateIssuer: knowing({ [university.did]: opinion }),
});
const verdict = async (opinion: IssuerValidation["outcome"] | "endorses") =>
  verifyCredential(
    await issuedBy([await endorsementOf(employer.did)]),
    { checks: "all" },
    world({}, opinions(opinion)),
  );

describe("an endorsement in a credential (Open Badges 3.0, B.1.7)", () => {
  it("keeps its own proof: taken out again it verifies as it was", async () => {
    const endorsement = await endorsementOf(employer.did);
    const { issuer } = (await issuedBy([endorsement])) as { issuer: { endorsement: [typeof endorsement] } };
    expect(issuer.endorsement[0]).toEqual(endorsement);
    expect((await verifyCredential(issuer.endorsement[0], { checks: "all" }, world())).verified).toBe(true);
  });

  it("has a verdict of its own, with the endorser's comment as it was signed", async () => {
    const { endorsements } = await verdict("unknown");
    expect(endorsements).toMatchObject([
      {
        of: "issuer",
        thing: employer.did,
        verification: { verified: true, statement: { endorsementComment: "They pay fairly, and teach." } },
      },
    ]);
  });

  it.each<[IssuerValidation["outcome"] | "endorses", string, string]>([
    ["endorses", "verified-through-endorsement", "Verified, issuer trusted through Example State University"],
    ["trusted", "verified-unknown-issuer", "Verified, issuer not known to you"],
    ["unknown", "verified-unknown-issuer", "Verified, issuer not known to you"],
    ["distrusted", "verified-unknown-issuer", "Verified, issuer not known to you"],
  ])("of the issuer by somebody held to be %s is headed %s", async (opinion, kind, text) => {
    const verification = await verdict(opinion);
    expect(headlineOf(verification)).toEqual({ kind, text });
    // What the verifier holds of the issuer itself stays what it is.
    expect(verification.validation.issuer.outcome).toBe("unknown");
  });

  it("shows the path of trust, and whether it counts", async () => {
    const lines = async (opinion: "endorses" | "trusted") =>
      describeVerification(await verdict(opinion)).join("\n");
    expect(await lines("endorses")).toContain(
      "Known to you through Example State University, which endorses it: you let that count",
    );
    expect(await lines("trusted")).toContain("you have not said that this counts");
  });

  it("is told apart from direct trust: a trusted issuer is trusted, not trusted through", async () => {
    const validateIssuer = knowing({ [university.did]: "endorses", [employer.did]: "trusted" });
    const credential = await issuedBy([await endorsementOf(employer.did)]);
    const verification = await verifyCredential(credential, { checks: "all" }, world({}, { validateIssuer }));
    expect(headlineOf(verification).kind).toBe("verified");
  });

  it.each([
    ["trusted", "known", /whom you trust, endorses the issuer$/],
    ["unknown", "stranger", /^Somebody not known to you, who goes by the name Example State University/],
    ["distrusted", "distrusted", /whom you distrust/],
  ] as const)("by somebody held to be %s is put in words as %s", async (opinion, standing, words) => {
    const [endorsement] = (await verdict(opinion)).endorsements ?? [];
    if (endorsement === undefined) throw new TypeError();
    const described = describeEndorsement(endorsement);
    expect([described.standing, described.text]).toEqual([standing, expect.stringMatching(words)]);
  });

  it("as a JWT (endorsementJwt) is verified, too", async () => {
    const { proof: _proof, ...plain } = await endorsementOf(employer.did);
    const jwt = await createCredentialJwt(plain, university);
    const issuer = { ...(unsigned().issuer as JsonObject), endorsementJwt: [jwt] };
    const signed = await rawSign(unsigned({ issuer }), {}, employer);
    const verification = await verifyCredential(signed, { checks: "all" }, world({}, opinions("endorses")));
    expect(verification.endorsements?.[0]?.verification.verified).toBe(true);
    expect(headlineOf(verification).kind).toBe("verified-through-endorsement");
  });

  it("is not asked about when only the proof is", async () => {
    const credential = await issuedBy([await endorsementOf(employer.did)]);
    const { endorsements } = await verifyCredential(credential, { checks: "proof" }, world());
    expect(endorsements).toBeUndefined();
  });
});
