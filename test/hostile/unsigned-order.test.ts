import { beforeAll, describe, expect, it } from "vitest";
import { canonicalize, expand } from "../../core/credential/json-ld/json-ld.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import {
  challenge,
  domain,
  employer,
  entryAt,
  issued,
  listUrl,
  now,
  presented,
  statusList,
  student,
  thief,
  unsigned,
  world,
} from "../support/world.ts";

/** A copy whose subject and achievement the change may write to. */
function changed(
  document: JsonObject,
  change: (parts: { credential: JsonObject; subject: JsonObject; achievement: JsonObject }) => void,
): JsonObject {
  const credential = structuredClone(document);
  const [subject] = [credential.credentialSubject].flat();
  const achievement = isJsonObject(subject) ? subject.achievement : undefined;
  if (!isJsonObject(subject) || !isJsonObject(achievement)) throw new TypeError("No achievement in it");
  change({ credential, subject, achievement });
  return credential;
}

/** The document with every set in the opposite order; contexts keep theirs, which has a meaning. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([member, inner]): [string, JsonValue] => [
    member,
    member === "@context" || member === "allowedValue" ? inner : reversed(inner),
  ]);
  return Object.fromEntries(members);
}

async function quadsOf({ proof: _proof, ...document }: JsonObject): Promise<string> {
  return canonicalize(await expand(document));
}

async function verdict(document: JsonValue): Promise<CredentialVerification> {
  return verifyCredential(document, { checks: "all" }, world());
}

/** What is shown of the work; lists as sets. */
function shown({ work }: CredentialVerification): unknown {
  const texts = (list: unknown[] = []) => new Set(list.map((item) => JSON.stringify(item)));
  return (
    work && {
      ...work,
      results: texts(work.results),
      skills: texts(work.skills),
      evidence: texts(work.evidence),
    }
  );
}

const evidence = ["Dashboard", "Report"].map((name, position) => ({
  id: `urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f01${position}0`,
  type: ["Evidence"],
  name,
}));

describe("what is shown of a credential (security rule 1)", () => {
  let honest: JsonObject;
  beforeAll(async () => {
    honest = await issued({ evidence });
  });

  it.each<[string, Parameters<typeof changed>[1]]>([
    [
      "a property goes by the other name that its context has for it",
      ({ achievement }) => {
        achievement.Criteria = achievement.criteria as JsonObject;
        delete achievement.criteria;
      },
    ],
    [
      "a boolean is written as a string",
      ({ subject }) => {
        for (const identity of subject.identifier as JsonObject[]) identity.hashed = String(identity.hashed);
      },
    ],
    [
      "a thing is described twice to the letter",
      ({ credential }) => {
        credential.evidence = [...evidence, ...evidence];
      },
    ],
    [
      "a text is said twice",
      ({ achievement }) => {
        achievement.name = [achievement.name as string, achievement.name as string];
      },
    ],
  ])("stays the same when %s: the signature stays valid too", async (_how, respell) => {
    const respelled = changed(honest, respell);
    expect(await quadsOf(respelled)).toBe(await quadsOf(honest));
    expect(shown(await verdict(respelled))).toEqual(shown(await verdict(honest)));
  });

  it("does not depend on the order of sets, which is not signed", async () => {
    const ambiguous = await issued(
      changed(unsigned({ evidence }), ({ credential, subject, achievement }) => {
        achievement.name = ["Cargo delay dashboard", "Chief executive"];
        subject.role = ["Intern", "Director"];
        (credential.issuer as JsonObject).name = [
          { "@value": "Harbour Analytics", "@language": "en" },
          { "@value": "Another Company", "@language": "fr" },
        ];
        subject.identifier = ["Mika", "Zoe"].map((identityHash) => ({
          type: "IdentityObject",
          hashed: false,
          identityType: "name",
          identityHash,
        }));
        const [first] = subject.result as JsonObject[];
        if (first !== undefined) first.status = ["Completed", "Failed"];
      }),
    );
    const other = reversed(ambiguous) as JsonObject;
    expect(await quadsOf(other)).toBe(await quadsOf(ambiguous));
    const [one, two] = [await verdict(ambiguous), await verdict(other)];
    expect(shown(two)).toEqual(shown(one));
    expect(two.statement?.issuerName).toBe(one.statement?.issuerName);
    expect(one.work).toMatchObject({
      title: "Cargo delay dashboard / Chief executive",
      role: "Director / Intern",
      issuerName: "Another Company / Harbour Analytics",
      recipientName: "Mika / Zoe",
    });
    expect(one.work?.results[0]?.value).toBe("Completed / Failed");
  });

  it("is no work when there are several subjects or achievements: none stands for the others", async () => {
    const subject = unsigned().credentialSubject as JsonObject;
    const { achievement, ...bare } = subject;
    const second = { ...(achievement as JsonObject), id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0999" };
    for (const credentialSubject of [
      [subject, { ...bare, id: thief.did }],
      { ...subject, achievement: [achievement as JsonObject, { ...second, resultDescription: [] }] },
    ]) {
      // A badge is about one: its schema says so, and this one names none.
      const { credentialSchema: _, ...several } = unsigned({
        credentialSubject: credentialSubject as JsonValue,
      });
      const signed = await signCredential(several, { signer: employer.signer, created: now });
      const verification = await verdict(signed);
      expect(verification.verified).toBe(true);
      expect(verification.work).toBeUndefined();
    }
  });

  it("cannot be hidden in an array inside an array, which the graph does not know", async () => {
    const nested = changed(honest, ({ subject, achievement }) => {
      subject.achievement = [[achievement]];
    });
    expect(await quadsOf(nested)).toBe(await quadsOf(honest));
    const { checks } = await verdict(nested);
    expect(checks[0]?.problem?.code).toBe("MALFORMED_VALUE_ERROR");
  });

  it("is of two bounds for one thing the narrower (VCDM 1.1 has two names for each)", async () => {
    const credential = {
      "@context": [contextUrls.credentialsV1, contextUrls.dataIntegrityV2],
      type: ["VerifiableCredential"],
      issuer: employer.did,
      credentialSubject: { id: student.did },
      issuanceDate: "2026-09-01T00:00:00Z",
      validFrom: "2026-08-01T00:00:00Z",
      expirationDate: "2027-01-01T00:00:00Z",
      validUntil: "2031-01-01T00:00:00Z",
    };
    const signed = await signCredential(credential, { signer: employer.signer, created: now });
    expect((await verdict(signed)).statement).toMatchObject({
      validFrom: "2026-09-01T00:00:00Z",
      validUntil: "2027-01-01T00:00:00Z",
    });
  });

  it("is as holder whom the presentation names, in whatever order its proofs stand", async () => {
    const first = await presented([honest]);
    const both = await signPresentation(first, { signer: thief.signer, challenge, domain, created: now });
    const { holder: _holder, ...anonymous } = createPresentation({
      credentials: [honest],
      holder: "did:x:y",
    });
    const twice = { challenge, domain, created: now };
    const unnamed = await signPresentation(
      await signPresentation(anonymous, { signer: student.signer, ...twice }),
      { signer: thief.signer, ...twice },
    );
    for (const [presentation, holder] of [
      [both, student.did],
      [unnamed, undefined],
    ] as const) {
      for (const proof of [presentation.proof, reversed(presentation.proof as JsonValue)]) {
        const verification = await verifyPresentation(
          { ...presentation, proof },
          { checks: "all", expectedChallenge: challenge, expectedDomain: domain },
          world(),
        );
        expect(verification.verified).toBe(true);
        expect(verification.holder).toBe(holder);
      }
    }
  });
});

describe("a status entry that says a thing twice", () => {
  it.each<[string, JsonValue]>([
    ["two sizes", [1, 2]],
    ["a thing for a size", {}],
  ])("with %s is not read as if it said nothing", async (_name, statusSize) => {
    const credential = await issued({ credentialStatus: { ...entryAt(7), statusSize } });
    const context = world({ [listUrl]: await statusList([]) });
    const { verified, checks } = await verifyCredential(credential, { checks: "all" }, context);
    expect(verified).toBe(false);
    expect(checks.find(({ name }) => name === "status")?.problem?.code).toBe("STATUS_VERIFICATION_ERROR");
  });

  it("with two messages for one value tells both, in whatever order they stand", async () => {
    const messages = ["Good standing", "Under review"].map((message) => ({ status: "0x1", message }));
    const context = world({ [listUrl]: await statusList([7], { purpose: "message" }) });
    for (const statusMessage of [messages, messages.toReversed()]) {
      const credentialStatus = { ...entryAt(7, "message"), statusMessage };
      const { checks } = await verifyCredential(
        await issued({ credentialStatus }),
        { checks: "all" },
        context,
      );
      expect(checks.find(({ name }) => name === "status")?.note).toMatch(/Good standing \/ Under review/);
    }
  });
});
