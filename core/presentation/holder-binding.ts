import { Problem } from "../problem/problem.ts";

/** On what ground a credential may be presented. */
export interface HolderBinding {
  /** Whether the presenter is its subject: on any other ground nothing shows that it is their own. */
  isSubject: boolean;
  /** What a reader should be told beyond that. */
  note?: string;
}

/**
 * Says on what ground the signers of a presentation may present a credential: one is its subject, or its
 * issuer, or the credential names no subject by an identifier.
 *
 * @param credential.subjects - The identifier of each; `undefined` for one without.
 * @param credential.describesSubject - Whether it says otherwise who its subject is, by name or e-mail.
 * @param credential.subjectsMayBeWithheld - Whether it is shown in part, and may name a subject elsewhere.
 * @throws {Problem} `HOLDER_MISMATCH` for anybody else: the credential may be stolen. `MAY_BE_WITHHELD` when that is left open.
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#presentations-including-holder-claims}
 */
export function bindHolder(
  credential: {
    subjects: readonly (string | undefined)[];
    describesSubject: boolean;
    issuer: string;
    subjectsMayBeWithheld: boolean;
  },
  signers: string[],
): HolderBinding {
  const { subjects, describesSubject, issuer, subjectsMayBeWithheld } = credential;
  const named = subjects.filter((subject) => subject !== undefined);
  if (named.some((subject) => signers.includes(subject))) {
    return {
      isSubject: true,
      ...(subjects.length > 1 && { note: "The presenter is one of several subjects" }),
    };
  }
  if (signers.includes(issuer))
    return { isSubject: false, note: "Presented by its issuer, not by its subject" };
  if (named.length === 0 && subjectsMayBeWithheld) {
    throw new Problem("MAY_BE_WITHHELD", "Its holder could have withheld to whom it was issued");
  }
  if (named.length > 0) {
    throw new Problem("HOLDER_MISMATCH", "Signed by somebody who is neither the subject nor the issuer");
  }
  const bearer = "A bearer credential: it names no subject by a DID, so anybody may present it";
  const note = describesSubject ? `${bearer}, not only the person whom it describes` : bearer;
  return { isSubject: false, note };
}
