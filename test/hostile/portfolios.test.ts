import { describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { headlineOf } from "../../core/verification/describe.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { endorsementOf, knowing, university } from "../support/endorsements.ts";
import { portfolioOf, project } from "../support/portfolios.ts";
import { rawSign } from "../support/raw-proof.ts";
import {
  challenge,
  domain,
  employer,
  entryAt,
  person,
  presented,
  student,
  thief,
  work,
  world,
} from "../support/world.ts";

async function verdict(
  portfolio: unknown,
  documents: Record<string, JsonObject> = {},
  changes: Parameters<typeof world>[1] = {},
): Promise<CredentialVerification> {
  return verifyCredential(portfolio, { checks: "all" }, world(documents, changes));
}

const subjectOf = (credential: JsonObject) => credential.credentialSubject as JsonObject;

describe("a portfolio", () => {
  it("says nothing of work by itself: whatever it claims is its holder's own word", async () => {
    const boast = await project(9, { estimatedHours: 9_000 });
    const changes = { description: "9000 hours of excellent work", credentialSubject: subjectOf(boast) };
    const verification = await verdict(await portfolioOf([], { changes }));
    expect([verification.verified, verification.work]).toEqual([false, undefined]);
    expect(verification.portfolio?.sums.hours.total).toBe(0);
  });

  it("put together by somebody else from a person's credentials is theirs, not the person's", async () => {
    const { proof: _proof, ...plain } = await portfolioOf([await project(1)]);
    const stolen = await rawSign({ ...plain, issuer: { id: thief.did, type: ["Profile"] } }, {}, thief);
    const verification = await verdict(stolen);
    expect(headlineOf(verification).kind).toBe("verified-unknown-issuer");
    const asked = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
    const shown = await verifyPresentation(await presented([stolen], thief), asked, world());
    expect(shown.verified).toBe(false);
    const binding = shown.credentials[0]?.checks.find(({ name }) => name === "holder-binding");
    expect(binding?.problem?.code).toBe("HOLDER_MISMATCH");
  });

  it("of a thief with another's credentials in it counts none of them", async () => {
    const { verified, portfolio } = await verdict(await portfolioOf([await project(1)], { by: thief }));
    expect([verified, portfolio?.sums.projects]).toEqual([false, []]);
  });

  it("whose signature does not hold is not opened: nobody says whose it is", async () => {
    const portfolio = await portfolioOf([await project(1)]);
    const verification = await verdict({ ...portfolio, name: "Changed" });
    expect([verification.verified, verification.portfolio]).toEqual([false, undefined]);
  });

  it("whose type is left out, or withheld, is still one: what is in it is verified", async () => {
    const another = await project(1, { recipient: { id: thief.did } });
    const { proof: _proof, ...plain } = await portfolioOf([{ ...another, name: "Changed" }]);
    const untyped = await rawSign({ ...plain, type: ["VerifiableCredential"] }, {}, student);
    const { verified, checks } = await verdict(untyped);
    expect(verified).toBe(false);
    expect(checks.find(({ name }) => name === "portfolio")?.problem?.code).toBe("MEMBER_NOT_VERIFIED");
  });

  it("without a credential in it is not verified", async () => {
    const empty = await portfolioOf([], {
      changes: { credentialSubject: { id: student.did, type: ["ClrSubject"] } },
    });
    const { checks } = await verdict(empty);
    expect(checks.find(({ name }) => name === "portfolio")?.problem?.code).toBe("NO_CREDENTIAL");
  });

  it("that is too long leaves the rest open: unknown is never verified", async () => {
    const members = await Promise.all(Array.from({ length: 12 }, (_, index) => project(index + 1)));
    const { verified, checks, portfolio } = await verdict(await portfolioOf(members));
    expect([verified, portfolio?.credentials.length, portfolio?.notExamined]).toEqual([false, 10, 2]);
    expect(checks.find(({ name }) => name === "portfolio")?.outcome).toBe("unknown");
  });

  it("makes its verifier fetch no more than sixteen documents", async () => {
    const fetched = new Set<string>();
    const members = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const did = `did:web:e${index}.example`;
        return project(index + 1, {}, { by: { did, signer: { ...employer.signer, id: `${did}#key` } } });
      }),
    );
    const { fetchDocument } = world();
    await verdict(
      await portfolioOf([...members]),
      {},
      {
        fetchDocument: async (url, options) => {
          fetched.add(url);
          return fetchDocument(url, options);
        },
      },
    );
    expect(fetched.size).toBeGreaterThan(4);
    expect(fetched.size).toBeLessThanOrEqual(16);
  });

  // One graph: what names the portfolio from inside can take its end or its status along, under a signature that stays valid.
  it("cannot be named by a credential in it: it is refused", async () => {
    const evidence = [
      { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d83ffff", type: ["Evidence"], name: "Portfolio" },
    ];
    const { checks } = await verdict(await portfolioOf([await project(1, {}, { unsigned: { evidence } })]));
    expect(checks[0]?.problem?.code).toBe("MALFORMED_VALUE_ERROR");
  });

  it("cannot have its status described in a credential in it", async () => {
    const entry = entryAt(7);
    const portfolio = await portfolioOf([await project(1)], {
      changes: { credentialStatus: { ...entry, id: "urn:x:status" } },
    });
    const [member] = subjectOf(portfolio).verifiableCredential as [JsonObject];
    const inside = { ...member, credentialStatus: { ...entryAt(8), id: "urn:x:status" } };
    const { checks } = await verdict({
      ...portfolio,
      credentialSubject: { ...subjectOf(portfolio), verifiableCredential: [inside] },
    });
    expect(checks[0]?.problem?.code).toBe("MALFORMED_VALUE_ERROR");
  });

  it("about two people is none", async () => {
    const two = await portfolioOf([], {
      changes: {
        credentialSubject: [
          { id: student.did, type: ["ClrSubject"], verifiableCredential: [await project(1)] },
          { id: thief.did, type: ["ClrSubject"] },
        ],
      },
    });
    expect((await verdict(two)).checks[0]?.problem?.code).toBe("MALFORMED_VALUE_ERROR");
  });

  it("as a JWT, or with a JWT in it, is read the same way", async () => {
    const { proof: _proof, ...plain } = await portfolioOf([await project(1)]);
    const asJwt = await verdict(await createCredentialJwt(plain, student));
    expect([asJwt.verified, asJwt.portfolio?.sums.hours.total]).toEqual([true, 30]);
    const { proof: _inner, ...unsecured } = await project(2);
    const jwt = await createCredentialJwt(unsecured, employer);
    const mixed = await verdict(
      await portfolioOf([], {
        changes: {
          credentialSubject: {
            id: student.did,
            type: ["ClrSubject"],
            verifiableCredential: [await project(1), jwt],
          },
        },
      }),
    );
    expect([mixed.verified, mixed.portfolio?.sums.hours.total]).toEqual([true, 60]);
  });

  it("in a presentation is bound to its presenter, opened, and within the bounds of one verification", async () => {
    const members = async (from: number) =>
      Promise.all([0, 1, 2, 3, 4, 5].map((index) => project(from + index)));
    const portfolios = [
      await portfolioOf(await members(1)),
      await portfolioOf(await members(10), {
        changes: { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d83dddd" },
      }),
    ];
    const asked = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
    const one = await verifyPresentation(await presented(portfolios.slice(0, 1)), asked, world());
    expect([one.verified, one.credentials[0]?.portfolio?.sums.hours.total]).toEqual([true, 180]);
    const both = await verifyPresentation(await presented(portfolios), asked, world());
    expect(both.credentials.map(({ portfolio }) => portfolio?.credentials.length)).toEqual([6, 4]);
    expect(both.verified).toBe(false);
  });

  it("counts as known what is by issuers trusted through others, where that counts", async () => {
    const issuer = { ...work.issuer, endorsements: [await endorsementOf(employer.did)] };
    const portfolio = await portfolioOf([await project(1, { issuer })]);
    const kinds: unknown[] = [];
    for (const opinion of ["endorses", "trusted"] as const) {
      const verification = await verdict(
        portfolio,
        {},
        { validateIssuer: knowing({ [university.did]: opinion }) },
      );
      kinds.push([headlineOf(verification).kind, verification.portfolio?.knownSums?.projects]);
    }
    expect(kinds).toEqual([
      ["verified-through-endorsement", [1]],
      ["verified-unknown-issuer", []],
    ]);
  });

  it("with a distrusted issuer in it is never green", async () => {
    const validateIssuer = knowing({ [employer.did]: "trusted", [person("mill").did]: "distrusted" });
    const bad = await project(2, {}, { by: person("mill") });
    const verification = await verdict(await portfolioOf([await project(1), bad]), {}, { validateIssuer });
    expect(headlineOf(verification).kind).toBe("not-verified");
  });

  it("of an inline context in one of its credentials is refused whole", async () => {
    const member = await project(1);
    const context = [...(member["@context"] as string[]), { x: "urn:x:y" }];
    const portfolio = await portfolioOf([member]);
    const changed = { ...subjectOf(portfolio), verifiableCredential: [{ ...member, "@context": context }] };
    const { checks } = await verdict({ ...portfolio, credentialSubject: changed });
    expect(checks[0]?.problem?.code).toBe("MALFORMED_VALUE_ERROR");
  });
});
