import {
  atLeastOne,
  type Member,
  type Members,
  many,
  manyCompactable,
  manyOf,
  one,
  oneObject,
  oneTerm,
  onlyType,
  required,
  types,
} from "./members.ts";
import { vocabularies } from "./vocabularies.ts";

/** By its URL, or as a Profile. */
const issuer: Member = { value: { kind: "reference", of: "Profile" }, required: true };

/** What all credentials have; the validity period has other names in VCDM 1.1, see `membersOf`. */
const anyCredential: Members = {
  issuer,
  validFrom: required(one("dateTime")),
  validUntil: one("dateTime"),
  proof: manyCompactable("Proof"),
  credentialSchema: manyCompactable("CredentialSchema"),
  credentialStatus: oneObject("CredentialStatus"),
  refreshService: oneObject("RefreshService"),
  termsOfUse: manyCompactable("TermsOfUse"),
};

const described: Members = {
  id: required(one("uri")),
  name: one("string"),
  description: one("string"),
  awardedDate: one("dateTime"),
};

const endorsed: Members = {
  image: oneObject("Image"),
  endorsement: many("EndorsementCredential"),
  endorsementJwt: manyOf("compactJws"),
};

const VerifiableCredential = ["VerifiableCredential"];

/** The credentials of Open Badges 3.0 and CLR 2.0, and what stands around their subjects. */
export const credentialClasses = {
  AchievementCredential: {
    ...anyCredential,
    ...described,
    ...endorsed,
    type: types(VerifiableCredential, ["AchievementCredential", "OpenBadgeCredential"]),
    credentialSubject: required(oneObject("AchievementSubject")),
    evidence: many("Evidence"),
  },
  EndorsementCredential: {
    ...anyCredential,
    ...described,
    type: types(VerifiableCredential, ["EndorsementCredential"]),
    name: required(one("string")),
    credentialSubject: required(oneObject("EndorsementSubject")),
  },
  EndorsementSubject: {
    id: required(one("uri")),
    type: types(["EndorsementSubject"]),
    endorsementComment: one("string"),
  },
  ClrCredential: {
    ...anyCredential,
    ...described,
    ...endorsed,
    type: types(VerifiableCredential, ["ClrCredential"]),
    name: required(one("string")),
    partial: one("boolean"),
    credentialSubject: required(oneObject("ClrSubject")),
  },
  ClrSubject: {
    id: one("uri"),
    type: types(["ClrSubject"]),
    identifier: many("IdentityObject"),
    achievement: many("Achievement"),
    verifiableCredential: required(atLeastOne(many("VerifiableCredential"))),
    association: many("Association"),
  },
  Association: {
    type: onlyType("Association"),
    associationType: required(oneTerm(vocabularies.associationType)),
    sourceId: required(one("uri")),
    targetId: required(one("uri")),
  },
  VerifiableCredential: {
    ...anyCredential,
    id: one("uri"),
    type: types(VerifiableCredential),
    credentialSubject: required(oneObject("CredentialSubject")),
  },
  CredentialSubject: { id: one("uri") },
  Evidence: {
    id: one("uri"),
    type: types(["Evidence"]),
    narrative: one("string"),
    name: one("string"),
    description: one("string"),
    genre: one("string"),
    audience: one("string"),
  },
  Proof: {
    type: required(one("string")),
    created: one("dateTime"),
    cryptosuite: one("string"),
    challenge: one("string"),
    domain: one("string"),
    nonce: one("string"),
    proofPurpose: one("string"),
    proofValue: one("string"),
    verificationMethod: one("uri"),
  },
  CredentialSchema: { id: required(one("uri")), type: required(one("string")) },
  CredentialStatus: { id: required(one("uri")), type: required(one("string")) },
  RefreshService: { id: required(one("uri")), type: required(one("string")) },
  TermsOfUse: { id: one("uri"), type: required(one("string")) },
} as const satisfies Record<string, Members>;
