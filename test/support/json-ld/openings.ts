import { pinnedContexts } from "../../../contexts/registry.ts";

const v1 = "https://www.w3.org/2018/credentials/v1";
const v2 = "https://www.w3.org/ns/credentials/v2";
const examples = "https://www.w3.org/ns/credentials/examples/v2";
const undefinedTerms = "https://www.w3.org/ns/credentials/undefined-terms/v2";
const integrity1 = "https://w3id.org/security/data-integrity/v1";
const integrity2 = "https://w3id.org/security/data-integrity/v2";
const ed25519 = "https://w3id.org/security/suites/ed25519-2020/v1";
const multikey = "https://w3id.org/security/multikey/v1";
const did = "https://www.w3.org/ns/did/v1";
const clr = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
const extensions = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
const openBadges = (file: string) => `https://purl.imsglobal.org/spec/ob/v3p0/${file}`;

/** How a document opens: its contexts and the types of its root. */
export interface Opening {
  contexts: readonly string[];
  types: readonly string[];
}

/** The kinds of documents that Stint meets, by name. */
export const openings: Readonly<Record<string, Opening>> = {
  "credential of VCDM 2.0": { contexts: [v2], types: ["VerifiableCredential"] },
  "credential with the vocabulary of the examples": {
    contexts: [v2, examples],
    types: ["VerifiableCredential"],
  },
  "credential with undefined terms": { contexts: [v2, undefinedTerms], types: ["VerifiableCredential"] },
  "credential of VCDM 1.1": { contexts: [v1], types: ["VerifiableCredential"] },
  "credential of VCDM 1.1 with Data Integrity 1": {
    contexts: [v1, integrity1],
    types: ["VerifiableCredential"],
  },
  "credential of VCDM 1.1 with Data Integrity 2": {
    contexts: [v1, integrity2],
    types: ["VerifiableCredential"],
  },
  "credential of VCDM 1.1 with Ed25519Signature2020": {
    contexts: [v1, ed25519],
    types: ["VerifiableCredential"],
  },
  "Open Badge 3.0.3": {
    contexts: [v2, openBadges("context-3.0.3.json")],
    types: ["VerifiableCredential", "OpenBadgeCredential"],
  },
  "Open Badge 3.0.3 with extensions": {
    contexts: [v2, openBadges("context-3.0.3.json"), extensions],
    types: ["VerifiableCredential", "AchievementCredential"],
  },
  "Open Badge 3.0.2": {
    contexts: [v2, openBadges("context-3.0.2.json")],
    types: ["VerifiableCredential", "OpenBadgeCredential"],
  },
  "Open Badge 3.0.1": {
    contexts: [v1, openBadges("context-3.0.1.json")],
    types: ["VerifiableCredential", "OpenBadgeCredential"],
  },
  "Open Badge 3.0": {
    contexts: [v1, openBadges("context.json")],
    types: ["VerifiableCredential", "OpenBadgeCredential"],
  },
  "Open Badge of the first plugfest": {
    contexts: [v1, "https://w3c-ccg.github.io/vc-ed/plugfest-1-2022/jff-vc-edu-plugfest-1-context.json"],
    types: ["VerifiableCredential", "OpenBadgeCredential"],
  },
  "Open Badge of the draft": {
    contexts: [v1, "https://imsglobal.github.io/openbadges-specification/ob_v3p0.html"],
    types: ["VerifiableCredential", "OpenBadgeCredential"],
  },
  endorsement: {
    contexts: [v2, openBadges("context-3.0.3.json")],
    types: ["VerifiableCredential", "EndorsementCredential"],
  },
  portfolio: {
    contexts: [v2, clr, openBadges("context-3.0.3.json")],
    types: ["VerifiableCredential", "ClrCredential"],
  },
  "status list": { contexts: [v2], types: ["VerifiableCredential", "BitstringStatusListCredential"] },
  "status list under 1.1": {
    contexts: [v1, "https://www.w3.org/ns/credentials/status/v1"],
    types: ["VerifiableCredential", "BitstringStatusListCredential"],
  },
  "status list of 2021": {
    contexts: [v1, "https://w3id.org/vc/status-list/2021/v1"],
    types: ["VerifiableCredential", "StatusList2021Credential"],
  },
  "presentation of 2.0": { contexts: [v2], types: ["VerifiablePresentation"] },
  "presentation of badges": {
    contexts: [v2, openBadges("context-3.0.3.json")],
    types: ["VerifiablePresentation"],
  },
  "presentation of 1.1": { contexts: [v1, integrity2], types: ["VerifiablePresentation"] },
  "DID document": { contexts: [did, multikey], types: [] },
  "DID document with an Ed25519 key": { contexts: [did, ed25519], types: [] },
  "credential of the DCC": { contexts: [v1, "https://w3id.org/dcc/v1"], types: ["VerifiableCredential"] },
  "resident card": {
    contexts: [v2, "https://w3id.org/citizenship/v4rc1"],
    types: ["VerifiableCredential", "PermanentResidentCardCredential"],
  },
  "driver's licence": {
    contexts: [v2, "https://w3id.org/vdl/v1", "https://w3id.org/vdl/aamva/v1"],
    types: ["VerifiableCredential", "Iso18013DriversLicenseCredential"],
  },
  "proof options": { contexts: [integrity2], types: ["DataIntegrityProof"] },
  "proof options under 2.0": { contexts: [v2], types: ["DataIntegrityProof"] },
};

/** The URLs of all pinned contexts. */
export const contextUrls: readonly string[] = [...pinnedContexts.keys()];
export const vocabularyContexts: readonly string[] = [examples, undefinedTerms];
/** Contexts that an embedded credential may bring. */
export const embeddedContexts: readonly (readonly string[])[] = [
  [v2],
  [v2, openBadges("context-3.0.3.json")],
  [v1, integrity2],
  [v2, examples],
  [v1],
];
