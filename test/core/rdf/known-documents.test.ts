import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/json/json-value.ts";
import { disputedTexts, sampleCredentials } from "../../peers/sample-credentials.ts";
import { endorsementOf } from "../../support/endorsements.ts";
import { compare } from "../../support/json-ld/compare.ts";
import { portfolioOf, project } from "../../support/portfolios.ts";
import { unsignedList2021 } from "../../support/status-list-2021.ts";
import { tellingCredential } from "../../support/telling-work.ts";
import { employer, entryAt, issued, presented, statusList, student, unsigned } from "../../support/world.ts";
import { fullRecord } from "../open-badges/record-sample.ts";
import * as openBadges from "../open-badges/samples.ts";

const root = resolve(import.meta.dirname, "../../..");

/** The documents in a folder of JSON files, by their paths. */
function documentsIn(folder: string): Record<string, JsonObject> {
  const paths = readdirSync(join(root, folder)).filter((name) => name.endsWith(".json"));
  const read = (name: string): JsonValue => JSON.parse(readFileSync(join(root, folder, name), "utf8"));
  const entries = paths.map((name): [string, JsonValue] => [`${folder}/${name}`, read(name)]);
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, JsonObject] => isJsonObject(entry[1]) && "@context" in entry[1],
    ),
  );
}

const undefinedTerms = "https://www.w3.org/ns/credentials/undefined-terms/v2";

/** The samples of Open Badges have terms of their own, some of them without a context. */
function withUndefinedTerms(document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document), (member, value) =>
    member === "@context"
      ? [...value.filter((one: JsonValue) => typeof one === "string"), undefinedTerms]
      : value,
  );
}

const badge = withUndefinedTerms(openBadges.fullBadge());
const { did } = employer;
const documents: Record<string, JsonObject | Promise<JsonObject>> = {
  ...documentsIn("test/vectors/peers"),
  ...sampleCredentials(did, student.did),
  ...disputedTexts(did, student.did),
  "an Open Badge with every member": badge,
  "the same under VCDM 1.1": openBadges.inVersion1({
    ...badge,
    "@context": [
      "https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
      undefinedTerms,
    ],
  }),
  "a learner record with every member": withUndefinedTerms(fullRecord()),
  "an endorsement of a person": withUndefinedTerms(openBadges.endorsementOf(student.did)),
  "a micro-internship": unsigned(),
  "one with a status": unsigned({ credentialStatus: entryAt(7) }),
  "one with evidence": tellingCredential(),
  "a signed one": issued(),
  "a signed endorsement": endorsementOf(did),
  "a presentation": issued().then((credential) => presented([credential, credential])),
  "a portfolio": Promise.all([project(1), project(2)]).then((projects) => portfolioOf(projects)),
  "a status list": statusList([1, 77]),
  "a status list of 2021": unsignedList2021([3]),
};

/** What the profile says of the example: the issuer's DID stands in its place. */
const withIssuer = (document: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(document).replaceAll("ISSUER_DID", did).replaceAll("STUDENT_DID", student.did));

describe("the documents that this repository has", () => {
  it.each([...Object.entries(documents), ...Object.entries(documentsIn("examples"))])(
    "are read by the compiled reader, and as jsonld and rdf-canonize read them: %s",
    async (_name, given) => {
      const { isValid, compiled, difference } = await compare(withIssuer(await given));
      expect({ isValid, difference }).toEqual({ isValid: true, difference: undefined });
      expect(compiled).not.toBe("not");
    },
  );
});
