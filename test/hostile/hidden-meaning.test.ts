import { beforeAll, describe, expect, it } from "vitest";
import { canonicalize, expand } from "../../core/credential/json-ld/json-ld.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { entryAt, issued, listUrl, statusList, unsigned, world } from "../support/world.ts";

const cred = "https://www.w3.org/2018/credentials#";
const past = { validFrom: "2020-01-01T00:00:00Z", validUntil: "2021-01-01T00:00:00Z" };
const dateTime = "http://www.w3.org/2001/XMLSchema#dateTime";

function without(document: JsonObject, ...members: string[]): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([member]) => !members.includes(member)));
}

function contextsOf(document: JsonObject): JsonValue[] {
  return document["@context"] as JsonValue[];
}

async function quadsOf(document: JsonObject): Promise<string> {
  return canonicalize(await expand(without(document, "proof")));
}

/** Spellings of one signed credential that hide a member; the statement they make stays the same. */
const hidings: Record<
  string,
  (document: JsonObject, member: "validUntil" | "credentialStatus") => JsonObject
> = {
  "moved under @nest": (document, member) => ({
    ...without(document, member),
    "@nest": { [member]: document[member] as JsonValue },
  }),
  "written as a full IRI": (document, member) => ({
    ...without(document, member),
    [cred + member]:
      member === "validUntil"
        ? { "@type": dateTime, "@value": document[member] as string }
        : (document[member] as JsonValue),
  }),
  "renamed by an inline context": (document, member) => ({
    ...without(document, member),
    "@context": [
      ...contextsOf(document),
      { hidden: { "@id": cred + member, "@type": member === "validUntil" ? dateTime : "@id" } },
    ],
    hidden: document[member] as JsonValue,
  }),
  "renamed by a prefix of an inline context": (document, member) => ({
    ...without(document, member),
    "@context": [...contextsOf(document), { c: { "@id": cred, "@prefix": true } }],
    [`c:${member}`]:
      member === "validUntil"
        ? { "@type": dateTime, "@value": document[member] as string }
        : (document[member] as JsonValue),
  }),
  "put beside in @included": (document, member) => ({
    ...without(document, member),
    "@included": [
      { id: document.id as string, type: "VerifiableCredential", [member]: document[member] as JsonValue },
    ],
  }),
  "nested by an alias of @nest": (document, member) => ({
    ...without(document, member),
    "@context": [...contextsOf(document), { wrapping: "@nest" }],
    wrapping: { [member]: document[member] as JsonValue },
  }),
};

describe("a credential whose signature is valid but whose JSON hides what was signed (security rule 1)", () => {
  let expired: JsonObject;
  let revoked: JsonObject;
  let list: JsonObject;

  beforeAll(async () => {
    expired = await issued(past);
    revoked = await issued({ credentialStatus: entryAt(77) });
    list = await statusList([77]);
  });

  it("starts from an expired and a revoked credential that are told as such", async () => {
    const first = await verifyCredential(expired, { checks: "all" }, world());
    const second = await verifyCredential(revoked, { checks: "all" }, world({ [listUrl]: list }));
    expect(first.checks.find(({ name }) => name === "validity-period")?.problem?.code).toBe("EXPIRED");
    expect(second.checks.find(({ name }) => name === "status")?.problem?.code).toBe("REVOKED");
  });

  for (const [how, hide] of Object.entries(hidings)) {
    for (const checks of ["all", "proof"] as const) {
      it(`is refused as malformed when the expiry is ${how} (checks: ${checks})`, async () => {
        const attack = hide(expired, "validUntil");
        expect(await quadsOf(attack)).toBe(await quadsOf(expired));
        await expectMalformed(attack, checks);
      });

      it(`is refused as malformed when the status is ${how} (checks: ${checks})`, async () => {
        const attack = hide(revoked, "credentialStatus");
        expect(await quadsOf(attack)).toBe(await quadsOf(revoked));
        await expectMalformed(attack, checks);
      });
    }
  }

  it.each([
    ["@id instead of id", (d: JsonObject) => ({ ...without(d, "id"), "@id": d.id as string })],
    ["@type instead of type", (d: JsonObject) => ({ ...without(d, "type"), "@type": d.type as JsonValue })],
    ["@index", (d: JsonObject) => ({ ...d, "@index": "x" })],
    ["@reverse", (d: JsonObject) => ({ ...d, "@reverse": {} })],
    ["@set", (d: JsonObject) => ({ ...d, validUntil: { "@set": [d.validUntil as string] } })],
    [
      "a value object for a date",
      (d: JsonObject) => ({ ...d, validUntil: { "@value": d.validUntil as string } }),
    ],
    ["an array in an array", (d: JsonObject) => ({ ...d, validUntil: [[d.validUntil as string]] })],
    [
      "a second date",
      (d: JsonObject) => ({ ...d, validUntil: [d.validUntil as string, "2099-01-01T00:00:00Z"] }),
    ],
    [
      "a context inside",
      (d: JsonObject) => ({
        ...d,
        credentialSubject: { "@context": contextsOf(d), ...(d.credentialSubject as JsonObject) },
      }),
    ],
    [
      "the type as an IRI",
      (d: JsonObject) => ({
        ...d,
        type: [
          "VerifiableCredential",
          "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential",
        ],
      }),
    ],
    [
      "an inline context that adds a term",
      (d: JsonObject) => ({ ...d, "@context": [...contextsOf(d), { foo: "https://foo.example/#" }] }),
    ],
    [
      "a blank node label",
      (d: JsonObject) => ({
        ...d,
        credentialSubject: { ...(d.credentialSubject as JsonObject), id: "_:b0" },
      }),
    ],
  ])("is refused when it is spelled with %s", async (_name, respell) => {
    await expectMalformed(respell(await issued()), "all");
  });

  it("is refused when a member moved to another object with the same id", async () => {
    const id = unsigned().id as string;
    const evidence = [{ id, type: ["Evidence"], name: "The credential itself" }];
    const honest = await issued({ ...past, evidence });
    const attack = {
      ...without(honest, "validUntil"),
      evidence: [
        {
          ...(evidence[0] as JsonObject),
          type: ["Evidence", "VerifiableCredential"],
          validUntil: past.validUntil,
        },
      ],
    };
    await expectMalformed(attack, "all");
    await expectMalformed(attack, "proof");
  });

  it("is refused when a result moved to another object with the id of the subject", async () => {
    const { result, ...subject } = (await issued()).credentialSubject as JsonObject;
    const attack = await issued({
      credentialSubject: {
        ...subject,
        role: "Intern",
        source: { id: subject.id as string, type: ["AchievementSubject"], result: result as JsonValue },
      },
    });
    await expectMalformed(attack, "all");
  });

  it("is not mistaken for one when an issuer repeats its profile as creator of the achievement", async () => {
    const subject = unsigned().credentialSubject as JsonObject;
    const achievement = { ...(subject.achievement as JsonObject), creator: unsigned().issuer as JsonObject };
    const honest = await issued({ credentialSubject: { ...subject, achievement } });
    expect((await verifyCredential(honest, { checks: "all" }, world())).verified).toBe(true);
  });

  async function expectMalformed(attack: JsonObject, checks: "all" | "proof"): Promise<void> {
    const verification = await verifyCredential(attack, { checks }, world({ [listUrl]: list }));
    expect(verification.verified).toBe(false);
    expect(["MALFORMED_VALUE_ERROR", "PARSING_ERROR", "PROOF_VERIFICATION_ERROR"]).toContain(
      verification.checks.find(({ outcome }) => outcome === "failed")?.problem?.code,
    );
  }
});
