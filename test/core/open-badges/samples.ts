import type { JsonObject } from "../../../core/json/json-value.ts";

/** Documents that use every member of every class, so that each rule has something to judge. */
export const ob = "https://purl.imsglobal.org/spec/ob/v3p0";
const jws = "eyJhbGciOiJFZERTQSJ9.e30.AA";

const alignment = {
  type: ["Alignment"],
  targetCode: "15-1251",
  targetDescription: "Writes programs",
  targetName: "Computer Programmers",
  targetFramework: "O*NET",
  targetType: "ext:ONETSOC",
  targetUrl: "https://www.onetonline.org/link/summary/15-1251.00",
};

const image = { id: "data:image/svg+xml,%3Csvg/%3E", type: "Image", caption: "A sun" };
const otherIdentifier = [
  { type: "IdentifierEntry", identifier: "529900T8BM49AURSDO55", identifierType: "ext:LEI" },
];

/** An endorsement of a thing: `id` says of which. */
export function endorsementOf(id: string): JsonObject {
  return {
    "@context": ["https://www.w3.org/ns/credentials/v2", `${ob}/context-3.0.3.json`],
    id: "urn:uuid:0b3dd1c5-6c0a-4f1e-9ff7-2ddc5a1b9001",
    type: ["VerifiableCredential", "EndorsementCredential"],
    name: "Endorsement",
    description: "We know it",
    issuer: "did:web:university.example",
    validFrom: "2026-01-01T00:00:00Z",
    validUntil: "2030-01-01T00:00:00+02:00",
    awardedDate: "2026-01-01T00:00:00.5Z",
    credentialSubject: { id, type: ["EndorsementSubject"], endorsementComment: "Sound work" },
    proof: [{ type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022", proofPurpose: "assertionMethod" }],
    credentialSchema: [officialSchema("endorsementcredential")],
    credentialStatus: { id: "https://university.example/status/1#2", type: "BitstringStatusListEntry" },
    refreshService: { id: "https://university.example/refresh", type: "1EdTechCredentialRefresh" },
    termsOfUse: [{ id: "https://university.example/terms", type: "Terms" }],
  };
}

export function officialSchema(name: string): JsonObject {
  return {
    id: `${ob}/schema/json/ob_v3p0_${name}_schema.json`,
    type: "1EdTechJsonSchemaValidator2019",
  };
}

const profile = (id: string): JsonObject => ({
  id,
  type: ["Profile"],
  name: "Fjordlys Energi AS",
  url: "https://fjordlys.example/",
  phone: "+47 22 22 22 22",
  description: "Heat from the sea",
  endorsement: [endorsementOf(id)],
  endorsementJwt: [jws],
  image,
  email: "post@fjordlys.example",
  address: {
    type: ["Address"],
    addressCountry: "Norway",
    addressCountryCode: "NO",
    addressRegion: "Vestland",
    addressLocality: "Bergen",
    streetAddress: "Bryggen 1",
    postOfficeBoxNumber: "12",
    postalCode: "5003",
    geo: { type: "GeoCoordinates", latitude: 60.39, longitude: 5.32 },
  },
  otherIdentifier,
  official: "Kari Nordmann",
  parentOrg: { id: "https://holding.example/", type: ["Profile"], name: "Holding" },
  familyName: "Nordmann",
  givenName: "Kari",
  additionalName: "Anne",
  patronymicName: "Olsdatter",
  honorificPrefix: "Dr.",
  honorificSuffix: "PhD",
  familyNamePrefix: "von",
  dateOfBirth: "1980-02-29",
});

export const achievementId = "urn:uuid:0b3dd1c5-6c0a-4f1e-9ff7-2ddc5a1b9000";

export const achievement: JsonObject = {
  id: achievementId,
  type: ["Achievement"],
  alignment: [alignment],
  achievementType: "MicroCredential",
  creator: profile("https://creator.example/"),
  creditsAvailable: 2.5,
  criteria: { id: "https://fjordlys.example/criteria", narrative: "Do it well" },
  description: "Surveying heat pumps",
  endorsement: [endorsementOf(achievementId)],
  endorsementJwt: [jws],
  fieldOfStudy: "Energy",
  humanCode: "HP-1",
  image,
  inLanguage: "en-GB",
  name: "Heat pumps",
  otherIdentifier,
  related: [{ id: "urn:uuid:1", type: ["Related"], inLanguage: "nb", version: "1" }],
  resultDescription: [
    { id: "urn:d:status", type: ["ResultDescription"], name: "Completion", resultType: "Status" },
    {
      id: "urn:d:grade",
      type: ["ResultDescription"],
      alignment: [alignment],
      name: "Grade",
      resultType: "LetterGrade",
      allowedValue: ["F", "C", "A"],
      requiredValue: "C",
    },
    {
      id: "urn:d:score",
      type: ["ResultDescription"],
      name: "Score",
      resultType: "RawScore",
      valueMin: "1",
      valueMax: "5",
      requiredValue: "3",
    },
    {
      id: "urn:d:rubric",
      type: ["ResultDescription"],
      name: "Communication",
      resultType: "RubricCriterionLevel",
      requiredLevel: "urn:d:rubric:1",
      rubricCriterionLevel: [1, 2].map((level) => ({
        id: `urn:d:rubric:${level}`,
        type: ["RubricCriterionLevel"],
        alignment: [alignment],
        description: "How well",
        level: String(level),
        name: `Level ${level}`,
        points: String(level * 10),
      })),
    },
  ],
  specialization: "Surveys",
  tag: ["heat", "sea"],
  version: "3",
};

/** A badge with everything that a badge can have. */
export function fullBadge(): JsonObject {
  const id = "urn:uuid:0b3dd1c5-6c0a-4f1e-9ff7-2ddc5a1b9002";
  return structuredClone<JsonObject>({
    ...endorsementOf(id),
    "@context": [
      "https://www.w3.org/ns/credentials/v2",
      `${ob}/context-3.0.3.json`,
      `${ob}/extensions.json`,
      { own: "https://own.example/#own" },
    ],
    id,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    image,
    issuer: profile("did:web:fjordlys.example"),
    endorsement: [endorsementOf(id), endorsementOf("did:web:fjordlys.example"), endorsementOf(achievementId)],
    endorsementJwt: [jws],
    credentialSchema: [officialSchema("achievementcredential")],
    evidence: [
      {
        id: "urn:uuid:5",
        type: ["Evidence"],
        narrative: "How it went",
        name: "Report",
        description: "The report",
        genre: "Deliverable",
        audience: "Engineers",
      },
    ],
    credentialSubject: {
      id: "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
      type: ["AchievementSubject"],
      activityStartDate: "2026-01-01T00:00:00Z",
      activityEndDate: "2026-02-01T00:00:00Z",
      creditsEarned: 2.5,
      achievement,
      identifier: [
        {
          type: "IdentityObject",
          hashed: true,
          identityHash: `sha256$${"0a".repeat(32)}`,
          identityType: "emailAddress",
          salt: "of the sea",
        },
        { type: "IdentityObject", hashed: false, identityHash: "Ola", identityType: "name" },
      ],
      image,
      licenseNumber: "4711",
      narrative: "All of it",
      result: [
        { type: ["Result"], resultDescription: "urn:d:status", status: "Completed" },
        { type: ["Result"], resultDescription: "urn:d:grade", value: "A", alignment: [alignment] },
        { type: ["Result"], resultDescription: "urn:d:score", value: "4.5" },
        { type: ["Result"], resultDescription: "urn:d:rubric", achievedLevel: "urn:d:rubric:2" },
      ],
      role: "Intern",
      source: profile("https://university.example/"),
      term: "Spring",
    },
  });
}

/** The same credential in the terms of VCDM 1.1, with all that is in it. */
export function inVersion1(credential: JsonObject): JsonObject {
  const text = JSON.stringify(credential)
    .replaceAll("https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1")
    .replaceAll('"validFrom"', '"issuanceDate"')
    .replaceAll('"validUntil"', '"expirationDate"')
    .replaceAll('"did:web:university.example"', '{"id":"did:web:university.example","type":["Profile"]}');
  return JSON.parse(text);
}
