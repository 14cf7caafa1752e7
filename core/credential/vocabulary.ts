import { remembered } from "../remembered.ts";

/** The IRIs that verdicts are read from, in the standards' own vocabularies. */
const credentials = "https://www.w3.org/2018/credentials#";
/** Of Bitstring Status List 1.0, and of its forerunner, whose terms have the same names. */
export const statusVocabulary = "https://www.w3.org/ns/credentials/status#";
export const statusList2021Vocabulary = "https://w3id.org/vc/status-list#";
const revocationListVocabulary = "https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#";
const credentialRefreshVocabulary = "https://purl.imsglobal.org/spec/vccr/v1p0/context.json#";
export const openBadgesVocabulary = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
const clr = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#";
const security = "https://w3id.org/security#";

export const contextUrls = {
  credentialsV1: "https://www.w3.org/2018/credentials/v1",
  credentialsV2: "https://www.w3.org/ns/credentials/v2",
  dataIntegrityV1: "https://w3id.org/security/data-integrity/v1",
  dataIntegrityV2: "https://w3id.org/security/data-integrity/v2",
  ed25519Signature2020: "https://w3id.org/security/suites/ed25519-2020/v1",
  openBadges: "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  clr: "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
  openBadgesExtensions: "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
} as const;

export const iris = {
  VerifiableCredential: `${credentials}VerifiableCredential`,
  VerifiablePresentation: `${credentials}VerifiablePresentation`,
  issuer: `${credentials}issuer`,
  holder: `${credentials}holder`,
  validFrom: `${credentials}validFrom`,
  validUntil: `${credentials}validUntil`,
  issuanceDate: `${credentials}issuanceDate`,
  expirationDate: `${credentials}expirationDate`,
  credentialSubject: `${credentials}credentialSubject`,
  credentialStatus: `${credentials}credentialStatus`,
  credentialSchema: `${credentials}credentialSchema`,
  JsonSchema: `${credentials}JsonSchema`,
  JsonSchemaCredential: `${credentials}JsonSchemaCredential`,
  "1EdTechJsonSchemaValidator2019":
    "https://purl.imsglobal.org/spec/vccs/v1p0/context.json#1EdTechJsonSchemaValidator2019",
  relatedResource: `${credentials}relatedResource`,
  digestSRI: `${credentials}digestSRI`,
  digestMultibase: `${security}digestMultibase`,
  /** `mediaType` in VCDM 2.0. */
  encodingFormat: "https://schema.org/encodingFormat",
  refreshService: `${credentials}refreshService`,
  verifiableCredential: `${credentials}verifiableCredential`,
  BitstringStatusListCredential: `${statusVocabulary}BitstringStatusListCredential`,
  BitstringStatusListEntry: `${statusVocabulary}BitstringStatusListEntry`,
  StatusList2021Credential: `${statusList2021Vocabulary}StatusList2021Credential`,
  StatusList2021Entry: `${statusList2021Vocabulary}StatusList2021Entry`,
  "1EdTechRevocationList": `${revocationListVocabulary}1EdTechRevocationList`,
  "1EdTechCredentialRefresh": `${credentialRefreshVocabulary}1EdTechCredentialRefresh`,
  statusMessage: `${statusVocabulary}statusMessage`,
  message: `${statusVocabulary}message`,
  status: `${statusVocabulary}status`,
  OpenBadgeCredential: `${openBadgesVocabulary}OpenBadgeCredential`,
  ClrCredential: `${clr}ClrCredential`,
  clrMembers: `${clr}verifiableCredential`,
  creator: `${openBadgesVocabulary}creator`,
  source: `${openBadgesVocabulary}source`,
  parentOrg: `${openBadgesVocabulary}parentOrg`,
} as const;

/** schema.org as Open Badges spells it, and as the DCC's pilots did. */
export const schemaVocabularies = ["https://schema.org/", "http://schema.org/"] as const;

/** Vocabularies that the names of things people read come from; the drafts of Open Badges 3.0 had their own. */
const readVocabularies = [
  credentials,
  openBadgesVocabulary,
  "https://imsglobal.github.io/openbadges-specification/ob_v3p0.html#",
  ...schemaVocabularies,
  security,
] as const;

/**
 * The Open Badges 3.0.3 name of a property. Earlier contexts gave properties the IRIs of classes
 * ("Achievement") or a number ("achievement-0").
 *
 * @returns `undefined` for a property of a vocabulary that is not read.
 */
export function termOf(iri: string): string | undefined {
  return readTerm(iri) ?? undefined;
}

const readTerm = remembered(1_000, (iri) => {
  const vocabulary = readVocabularies.find((candidate) => iri.startsWith(candidate));
  if (vocabulary === undefined) return null;
  const name = iri.slice(vocabulary.length).replace(/-0$/, "");
  return name.charAt(0).toLowerCase() + name.slice(1);
});

/**
 * The vocabulary that the members of a `credentialStatus` entry are of, by its types; `undefined` for an entry that points into no
 * status list.
 */
export function entryVocabulary(types: readonly string[]): string | undefined {
  if (types.includes(iris.BitstringStatusListEntry)) return statusVocabulary;
  return types.includes(iris.StatusList2021Entry) ? statusList2021Vocabulary : undefined;
}

/** Vocabularies whose terms decide verdicts: no foreign context may define a term or prefix for them. */
export const guardedVocabularies = [
  credentials,
  statusVocabulary,
  openBadgesVocabulary,
  clr,
  security,
  statusList2021Vocabulary,
  revocationListVocabulary,
  credentialRefreshVocabulary,
  "https://www.w3.org/ns/credentials/status-list#",
  "https://www.w3.org/ns/credentials#",
] as const;
