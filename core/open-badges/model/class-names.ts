/** The classes of Open Badges 3.0 by their section in its appendix B.1; the standard of learner records shares them. */
const openBadges = {
  Achievement: "B.1.1",
  AchievementCredential: "B.1.2",
  AchievementSubject: "B.1.3",
  Address: "B.1.4",
  Alignment: "B.1.5",
  Criteria: "B.1.6",
  EndorsementCredential: "B.1.7",
  EndorsementSubject: "B.1.8",
  Evidence: "B.1.9",
  GeoCoordinates: "B.1.10",
  IdentifierEntry: "B.1.11",
  IdentityObject: "B.1.12",
  Image: "B.1.13",
  Profile: "B.1.14",
  Related: "B.1.15",
  Result: "B.1.16",
  ResultDescription: "B.1.17",
  RubricCriterionLevel: "B.1.18",
  VerifiableCredential: "B.1.19",
  CredentialSchema: "B.1.21",
  CredentialStatus: "B.1.22",
  CredentialSubject: "B.1.23",
  Proof: "B.1.24",
  RefreshService: "B.1.25",
  TermsOfUse: "B.1.26",
} as const;

/** The classes that only the Comprehensive Learner Record Standard 2.0 has. */
const learnerRecord = { ClrCredential: "", ClrSubject: "", Association: "" } as const;

export type ClassName = keyof typeof openBadges | keyof typeof learnerRecord;

/** Who demands something, and where that can be read. */
export interface Clause {
  clause: string;
  url: string;
}

const openBadgesUrl = "https://www.imsglobal.org/spec/ob/v3p0/";
const learnerRecordUrl = "https://www.imsglobal.org/spec/clr/v2p0/";

/** The clause that defines a class. */
export function clauseOf(name: ClassName): Clause {
  const anchor = `#${name.toLowerCase()}`;
  if (name in learnerRecord) return { clause: `CLR 2.0, ${name}`, url: learnerRecordUrl + anchor };
  const section = openBadges[name as keyof typeof openBadges];
  return { clause: `Open Badges 3.0, ${section} ${name}`, url: openBadgesUrl + anchor };
}

/** The clauses that hold for every class. */
export const generalClauses = {
  json: { clause: "Open Badges 3.0, A.1 JSON", url: `${openBadgesUrl}#json` },
  extending: {
    clause: "Open Badges 3.0, C.2 Extending Enumerated Vocabularies",
    url: `${openBadgesUrl}#extending-enumerated-vocabularies`,
  },
  dateTimeStamp: {
    clause: "VC Data Model 2.0, 4.9 Validity Period",
    url: "https://www.w3.org/TR/vc-data-model-2.0/#validity-period",
  },
} as const satisfies Record<string, Clause>;
