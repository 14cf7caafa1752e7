import { describe, expect, it } from "vitest";
import { createMicroInternshipCredential } from "../../../core/credential/micro-internship/create-micro-internship.ts";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { maximumFindings } from "../../../core/open-badges/findings.ts";
import {
  officialClassOf,
  validateOfficialSchema,
  validateOpenBadges,
} from "../../../core/open-badges/validate.ts";
import { describeFinding } from "../../../core/problem/finding.ts";
import { work } from "../../support/world.ts";
import { fullRecord } from "./record-sample.ts";
import { endorsementOf, fullBadge, inVersion1, officialSchema } from "./samples.ts";

const of = "AchievementCredential";

/** A copy in which the value at a JSON Pointer is another; `undefined` takes the member away. */
function changed(document: JsonObject, pointer: string, value: JsonValue | undefined): JsonObject {
  const copy = structuredClone(document);
  const steps = pointer.split("/").slice(1);
  const last = steps.pop() as string;
  const owner = steps.reduce(
    (at, step) => (at as Record<string, JsonValue>)[step] as JsonValue,
    copy as JsonValue,
  );
  if (value === undefined) delete (owner as JsonObject)[last];
  else (owner as JsonObject)[last] = value;
  return copy;
}

function findingsOf(document: JsonObject, name: Parameters<typeof validateOpenBadges>[1] = of): string[] {
  return validateOpenBadges(document, name).map(describeFinding);
}

const subject = "/credentialSubject";
const achievement = `${subject}/achievement`;

describe("the rules of Open Badges 3.0 and CLR 2.0", () => {
  it.each<[string, JsonObject]>([
    ["a badge with everything", fullBadge()],
    ["the same of VCDM 1.1", inVersion1(fullBadge())],
    ["an endorsement", endorsementOf("did:web:fjordlys.example")],
    ["the same of VCDM 1.1", inVersion1(endorsementOf("did:web:fjordlys.example"))],
    ["a learner record with everything", fullRecord()],
    ["the same of VCDM 1.1", inVersion1(fullRecord())],
    ["what the profile of Stint makes", createMicroInternshipCredential(work)],
  ])("find nothing wrong with %s", (_name, document) => {
    expect(findingsOf(document, officialClassOf(document))).toEqual([]);
  });

  // Each line: where, what stands there, and what is told (the clause is that of the class).
  it.each<[string, JsonValue | undefined, string]>([
    ["/@context/0", "https://www.w3.org/ns/credentials/v3", "must be https://www.w3.org/ns/credentials/v2"],
    [
      "/@context/1",
      "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
      "must be the context of Open Badges",
    ],
    ["/@context/3", 7, "must be a URL or an inline context"],
    ["/@context", "https://www.w3.org/ns/credentials/v2", "must be an array"],
    ["/type", ["VerifiableCredential"], "must name AchievementCredential or OpenBadgeCredential"],
    ["/type", "OpenBadgeCredential", "must be an array"],
    ["/type/1", 7, "must be a text"],
    ["/id", undefined, "is missing"],
    ["/id", "not a URI", "must be a URI"],
    ["/name", null, "must be a text"],
    ["/validFrom", "2026-02-30T00:00:00Z", "must be a date and time with its zone"],
    ["/validFrom", "2026-02-28", "must be a date and time with its zone"],
    ["/validUntil", "2026-12-31T23:59:60Z", "must be an XSD dateTimeStamp"],
    ["/proof", { type: "DataIntegrityProof" }, "must be an array"],
    ["/proof/0/proofPurpose", "authentication", 'must be "assertionMethod"'],
    ["/credentialStatus", [], "must be an object"],
    ["/credentialStatus/id", undefined, "is missing"],
    ["/credentialSchema/0/type", "JsonSchema", 'as "1EdTechJsonSchemaValidator2019"'],
    [
      "/credentialSchema/0/id",
      "https://own.example/schema.json",
      "must name the JSON Schema of the standard",
    ],
    ["/endorsementJwt/0", "a.b", "must be a JWS in compact form"],
    [
      "/endorsement/0/credentialSubject/id",
      "urn:uuid:other",
      "must be the id of something in the credential",
    ],
    ["/endorsement/1/name", undefined, "is missing"],
    ["/evidence/0/type", [], "must name Evidence"],
    ["/image/foreign", "x", "has a member that Image does not have"],
    ["/issuer", 7, "must be an object"],
    ["/issuer", "Fjordlys", "must be a URI"],
    ["/issuer/type", ["Issuer"], "must name Profile"],
    ["/issuer/email", "post at fjordlys", "must be an e-mail address"],
    ["/issuer/dateOfBirth", "1981-02-29", "must be a date"],
    ["/issuer/address/addressCountryCode", "NOR", "must be a country code of two letters"],
    ["/issuer/address/geo/latitude", "60.39", "must be a number"],
    ["/issuer/image/id", "data:image/jpeg;base64,/9j/", "must be a PNG or an SVG"],
    ["/issuer/otherIdentifier/0/identifierType", "LEI", "must be one of the terms of the standard"],
    ["/issuer/otherIdentifier/0/identifierType", "my ext:LEI", 'must begin with "ext:"'],
    [subject, [], "must be an object"],
    [`${subject}/activityStartDate`, "2026-01-01T00:00:00", "must be a date and time with its zone"],
    [`${subject}/identifier/0/hashed`, "yes", "must be true or false"],
    [`${subject}/identifier/0/identityHash`, "sha256$0a", 'must be "sha256$" or "md5$"'],
    [`${subject}/identifier/0/type`, ["IdentityObject"], 'must be "IdentityObject"'],
    [`${subject}/result`, { type: ["Result"] }, "must be an array"],
    [`${subject}/result/0/status`, "Done", "must be one of the terms of the standard"],
    [`${subject}/result/0/status`, undefined, 'is missing, and the description is of type "Status"'],
    [`${subject}/result/1/value`, "B", "must be one of the allowed values"],
    [`${subject}/result/1/resultDescription`, "urn:d:other", "must be the id of a result description"],
    [`${subject}/result/2/value`, "5.5", "must lie within valueMin and valueMax"],
    [`${subject}/result/2/value`, "five", "must be a number, as its bounds are"],
    [
      `${subject}/result/3/achievedLevel`,
      "urn:d:rubric:3",
      "must be the id of a level of the result description",
    ],
    [`${subject}/result/3/resultDescription`, undefined, "needs a resultDescription that has the level"],
    [`${achievement}/criteria`, undefined, "is missing"],
    [`${achievement}/criteria`, {}, "must have an id or a narrative"],
    [`${achievement}/achievementType`, "Internship", "must be one of the terms of the standard"],
    [`${achievement}/inLanguage`, "English", "must be a language code"],
    [`${achievement}/creditsAvailable`, "2.5", "must be a number"],
    [`${achievement}/tag`, "heat", "must be an array"],
    [`${achievement}/alignment/0/targetUrl`, undefined, "is missing"],
    [`${achievement}/alignment/0/targetType`, "ONETSOC", "must be one of the terms of the standard"],
    [`${achievement}/resultDescription/1/requiredValue`, "E", "must be one of the allowed values"],
    [`${achievement}/resultDescription/1/id`, "urn:d:status", "must have descriptions with different ids"],
    [`${achievement}/resultDescription/2/valueMax`, "0", "is less than valueMin"],
    [
      `${achievement}/resultDescription/3/requiredLevel`,
      "urn:d:rubric:9",
      "must be the id of a level of this",
    ],
    [
      `${achievement}/resultDescription/3/rubricCriterionLevel/1/id`,
      "urn:d:rubric:1",
      "must have levels with different ids",
    ],
    [`${achievement}/tag`, [], "is an empty array; it must be left out"],
    [`${achievement}/extension`, null, "is null; it must be left out"],
  ])("name what is wrong at %s when it is %j", (pointer, value, words) => {
    const found = findingsOf(changed(fullBadge(), pointer, value));
    const there = found.filter((line) => line.includes(words));
    expect(there.length, found.join("\n")).toBeGreaterThan(0);
    const ownerOf = (line: string) => line.split(" ")[0]?.split("/").slice(0, -1).join("/") as string;
    expect(there.some((line) => pointer.startsWith(ownerOf(line)))).toBe(true);
    expect(there.every((line) => / \((Open Badges 3\.0|VC Data Model 2\.0), .+\)$/.test(line))).toBe(true);
  });

  it("want a subject that is identified (B.1.3)", () => {
    const nameless = changed(
      changed(fullBadge(), `${subject}/id`, undefined),
      `${subject}/identifier`,
      undefined,
    );
    expect(findingsOf(nameless)).toEqual([
      "/credentialSubject/id is missing, and so is an identifier in its place (Open Badges 3.0, B.1.3 AchievementSubject)",
    ]);
  });

  it.each<[string, JsonValue | undefined, string]>([
    [
      "/@context/1",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      "must be the context of CLR 2.0",
    ],
    ["/name", undefined, "is missing"],
    ["/partial", "no", "must be true or false"],
    ["/credentialSubject/verifiableCredential", [], "must not be empty"],
    ["/credentialSubject/verifiableCredential/0/issuer", undefined, "is missing"],
    [
      "/credentialSubject/association/0/associationType",
      "isLike",
      "must be one of the terms of the standard",
    ],
    ["/credentialSubject/association/0/foreign", "x", "has a member that Association does not have"],
  ])("name what is wrong in a learner record at %s", (pointer, value, words) => {
    expect(findingsOf(changed(fullRecord(), pointer, value), "ClrCredential").join("\n")).toContain(words);
  });

  it("know a credential of VCDM 1.1 by its first context, and its own names for dates", () => {
    const older = inVersion1(fullBadge());
    expect(findingsOf(changed(older, "/issuanceDate", undefined))).toEqual([
      "/issuanceDate is missing (Open Badges 3.0, B.1.2 AchievementCredential)",
    ]);
    expect(findingsOf(changed(older, "/name", undefined))).toHaveLength(1);
  });

  it("let sets of one stand alone where the credential names the schema for the compacted form (A.2.1)", () => {
    const compacted = {
      ...fullBadge(),
      proof: { type: "DataIntegrityProof" },
      credentialSchema: {
        ...officialSchema("achievementcredential"),
        id: "https://purl.imsglobal.org/spec/ob/v3p0/schema/json-ld/ob_v3p0_achievementcredential_schema.json",
      },
    };
    expect(findingsOf(compacted)).toEqual([]);
    expect(findingsOf(changed(compacted, `${achievement}/tag`, "heat"))).toHaveLength(1);
  });

  it("tell the schema and the text apart: a schema has nothing to say about references", () => {
    const document = changed(fullBadge(), `${subject}/result/1/resultDescription`, "urn:d:other");
    expect(validateOfficialSchema(document, { of, compacted: false })).toEqual([]);
    expect(findingsOf(document)).toHaveLength(1);
  });

  it("end after so many findings, whatever the document is", () => {
    const badge = fullBadge();
    const results = Array.from({ length: 200 }, () => ({ value: 7 }));
    expect(findingsOf(changed(badge, `${subject}/result`, results))).toHaveLength(maximumFindings);
  });

  it("never repeat a value, and clip the name of a member that somebody made up", () => {
    const name = `x${"~/y".repeat(5000)}`;
    const [finding] = validateOpenBadges({ ...fullBadge(), [name]: null }, of);
    expect(finding?.member.startsWith("/x~0~1y")).toBe(true);
    expect(finding?.member.length).toBeLessThanOrEqual(300);
  });
});
