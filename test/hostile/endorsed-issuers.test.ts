import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { headlineOf } from "../../core/verification/describe.ts";
import { trustedEndorsers } from "../../core/verification/endorsements/judge-endorsers.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { endorsementOf, issuedBy, knowing, university } from "../support/endorsements.ts";
import { employer, entryAt, listUrl, person, statusList, thief, world } from "../support/world.ts";

const other = person("other");
const counting = { validateIssuer: knowing({ [university.did]: "endorses" }) };

async function verdict(
  credential: JsonObject,
  documents: Record<string, JsonObject> = {},
  changes: Parameters<typeof world>[1] = counting,
): Promise<CredentialVerification> {
  return verifyCredential(credential, { checks: "all" }, world(documents, changes));
}

const tampered = async () => {
  const endorsement = await endorsementOf(employer.did);
  const subject = endorsement.credentialSubject as JsonObject;
  return { ...endorsement, credentialSubject: { ...subject, endorsementComment: "They are the best." } };
};

/** Each would lend the employer the university's good name, were it believed. */
const worthless: [string, () => Promise<JsonObject>, string, string][] = [
  ["for somebody else", () => endorsementOf(thief.did), "failed", "ENDORSEMENT_MISMATCH"],
  [
    "for a DID that only begins alike",
    () => endorsementOf(`${employer.did}x`),
    "failed",
    "ENDORSEMENT_MISMATCH",
  ],
  [
    "for two at once",
    () => endorsementOf("", university, { credentialSubject: [{ id: employer.did }, { id: thief.did }] }),
    "failed",
    "ENDORSEMENT_MISMATCH",
  ],
  [
    "that is no endorsement, but a credential about the issuer",
    () => endorsementOf(employer.did, university, { type: ["VerifiableCredential"] }),
    "failed",
    "ENDORSEMENT_MISMATCH",
  ],
  ["by the issuer itself", () => endorsementOf(employer.did, employer), "failed", "SELF_ENDORSEMENT"],
  [
    "that names the university and is signed by somebody else",
    async () => {
      const forged = await endorsementOf(employer.did, thief);
      return {
        ...forged,
        issuer: { id: university.did, type: ["Profile"], name: "Example State University" },
      };
    },
    "failed",
    "ISSUER_MISMATCH",
  ],
  [
    "that expired",
    () => endorsementOf(employer.did, university, { validUntil: "2026-07-01T00:00:00Z" }),
    "failed",
    "EXPIRED",
  ],
  ["changed after signing", tampered, "failed", "PROOF_VERIFICATION_ERROR"],
  [
    "without a proof",
    async () => {
      const { proof: _proof, ...rest } = await endorsementOf(employer.did);
      return rest;
    },
    "failed",
    "CRYPTOGRAPHIC_SECURITY_ERROR",
  ],
  [
    "whose status cannot be had",
    () => endorsementOf(employer.did, university, { credentialStatus: entryAt(7) }),
    "unknown",
    "STATUS_RETRIEVAL_ERROR",
  ],
];

describe("an issuer that carries an endorsement", () => {
  it.each(worthless)(
    "%s is known through nobody, and its credential is still verified",
    async (_what, make, outcome, code) => {
      const verification = await verdict(await issuedBy([await make()]));
      expect(verification.verified).toBe(true);
      const [endorsement] = verification.endorsements ?? [];
      const deciding = endorsement?.verification.checks.find((check) => check.outcome === outcome);
      expect([endorsement?.verification.verified, deciding?.problem?.code]).toEqual([false, code]);
      expect(verification.validation.issuer).toEqual({ outcome: "unknown" });
      expect(headlineOf(verification).kind).toBe("verified-unknown-issuer");
    },
  );

  it("that was revoked is known through nobody; that was not, is", async () => {
    const credential = await issuedBy([
      await endorsementOf(employer.did, university, { credentialStatus: entryAt(7) }),
    ]);
    const kinds: string[] = [];
    for (const set of [[7], []]) {
      const lists = { [listUrl]: await statusList(set, { by: university }) };
      kinds.push(headlineOf(await verdict(credential, lists)).kind);
    }
    expect(kinds).toEqual(["verified-unknown-issuer", "verified-through-endorsement"]);
  });

  it("hidden by an inline context is not read at all: the credential is refused (VCDM 2.0, 1.3)", async () => {
    const endorsement = await endorsementOf(employer.did);
    const context = { vouch: "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsement" };
    const { proof: _proof, ...plain } = await issuedBy([endorsement]);
    const moved = {
      ...plain,
      "@context": [...(plain["@context"] as string[]), context],
      vouch: [endorsement],
    };
    const { verified, checks, endorsements } = await verdict(moved);
    expect([verified, checks[0]?.problem?.code, endorsements]).toEqual([
      false,
      "MALFORMED_VALUE_ERROR",
      undefined,
    ]);
  });

  it("with an inline context inside the endorsement is refused, too", async () => {
    const endorsement = await endorsementOf(employer.did);
    const inner = { ...endorsement, "@context": [...(endorsement["@context"] as string[]), { x: "urn:x" }] };
    const { proof: _proof, ...plain } = await issuedBy([endorsement]);
    const { issuer } = plain as { issuer: JsonObject };
    const { checks } = await verdict({ ...plain, issuer: { ...issuer, endorsement: [inner] } });
    expect(checks[0]?.problem?.code).toBe("MALFORMED_VALUE_ERROR");
  });

  it("in a credential that is not authentic is not looked at", async () => {
    const credential = await issuedBy([await endorsementOf(employer.did)]);
    const { endorsements, verified } = await verdict({ ...credential, name: "Changed" });
    expect([verified, endorsements]).toEqual([false, undefined]);
  });

  it("by somebody who is only endorsed themselves is known through nobody: trust goes one step", async () => {
    const byUniversity = await endorsementOf(other.did);
    const issuer = {
      id: other.did,
      type: ["Profile"],
      name: "Example State University",
      endorsement: [byUniversity],
    };
    const chained = await endorsementOf(employer.did, other, { issuer });
    const verification = await verdict(await issuedBy([chained]));
    expect(verification.endorsements).toHaveLength(1);
    expect(verification.endorsements?.[0]?.verification.endorsements).toBeUndefined();
    expect(verification.validation.issuer).toEqual({ outcome: "unknown" });
  });

  it("in a circle ends after one step", async () => {
    const back = await endorsementOf(university.did, employer);
    const issuer = { id: university.did, type: ["Profile"], name: "U", endorsement: [back] };
    const verification = await verdict(
      await issuedBy([await endorsementOf(employer.did, university, { issuer })]),
    );
    expect(verification.verified).toBe(true);
    expect(verification.validation.issuer.endorsedBy).toHaveLength(1);
  });

  it("by somebody distrusted is told, and counts for nothing", async () => {
    const validateIssuer = knowing({ [university.did]: "distrusted" });
    const verification = await verdict(
      await issuedBy([await endorsementOf(employer.did)]),
      {},
      { validateIssuer },
    );
    expect(verification.endorsements?.[0]?.verification.validation.issuer.outcome).toBe("distrusted");
    expect(verification.validation.issuer).toEqual({ outcome: "unknown" });
  });

  it("is still distrusted when the verifier distrusts it, whoever endorses it", async () => {
    const validateIssuer = knowing({ [university.did]: "endorses", [employer.did]: "distrusted" });
    const verification = await verdict(
      await issuedBy([await endorsementOf(employer.did)]),
      {},
      { validateIssuer },
    );
    expect(headlineOf(verification).kind).toBe("not-verified");
  });

  it("is not trusted through others for what the verifier said it is not trusted for", async () => {
    const limited = { outcome: "unknown", reason: "Trusted only for X" } as const;
    const validateIssuer = (did: string) => (did === employer.did ? limited : counting.validateIssuer(did));
    const verification = await verdict(
      await issuedBy([await endorsementOf(employer.did)]),
      {},
      { validateIssuer },
    );
    expect(headlineOf(verification).kind).toBe("verified-unknown-issuer");
  });

  it("with hundreds of endorsements costs ten verifications; the others are counted as not examined", async () => {
    const good = await endorsementOf(employer.did);
    const { proof: _proof, ...unproved } = await endorsementOf(employer.did, thief);
    const worthlessOnes = Array.from({ length: 150 }, (_, index) => ({
      ...unproved,
      id: `urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-9${String(index).padStart(11, "0")}`,
    }));
    const verification = await verdict(await issuedBy([...worthlessOnes, good]));
    expect(verification.verified).toBe(true);
    expect(verification.endorsements).toHaveLength(10);
    expect(verification.endorsementsNotExamined).toBe(141);
    expect(headlineOf(verification).kind).toBe("verified-unknown-issuer");
  });

  it("makes its verifier fetch no more than four documents with all its endorsements", async () => {
    const { signer } = university;
    const fetched: string[] = [];
    const endorsements = await Promise.all(
      Array.from({ length: 9 }, (_, index) =>
        endorsementOf(employer.did, {
          did: `did:web:u${index}.example`,
          signer: { ...signer, id: `did:web:u${index}.example#k` },
        }),
      ),
    );
    const credential = await issuedBy(endorsements);
    const { fetchDocument } = world();
    const verification = await verdict(
      credential,
      {},
      {
        ...counting,
        fetchDocument: async (url, options) => {
          fetched.push(url);
          return fetchDocument(url, options);
        },
      },
    );
    expect(verification.verified).toBe(true);
    expect(fetched.length).toBeLessThanOrEqual(4);
    expect(verification.endorsements?.every((one) => !one.verification.verified)).toBe(true);
  });
});

it("an endorsement that stands with an issuer vouches for no other one", async () => {
  const { endorsements = [] } = await verdict(await issuedBy([await endorsementOf(employer.did)]));
  expect(trustedEndorsers(endorsements, employer.did).map(({ did }) => did)).toEqual([university.did]);
  expect(trustedEndorsers(endorsements, thief.did)).toEqual([]);
});
