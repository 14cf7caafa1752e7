import type { Coverage } from "../credential/disclosure/coverage.ts";
import { missingParts } from "../credential/micro-internship/parts/missing-parts.ts";
import type { OpenedCredential } from "../credential/open-credential.ts";
import { parseProofs } from "../credential/proof/proof-options.ts";
import { isSignedBy } from "../credential/proof/verify-proofs.ts";
import { iris } from "../credential/vocabulary.ts";
import type { Disclosure } from "./verdict.ts";

/** The properties that are told when they are mandatory: of anything that has parts, one could be told and another be left out. */
const members = [
  ["validFrom", iris.validFrom],
  ["validUntil", iris.validUntil],
  ["issuanceDate", iris.issuanceDate],
  ["expirationDate", iris.expirationDate],
  ["credentialStatus", iris.credentialStatus],
] as const;

/**
 * Says how a credential with well-formed proofs was shown.
 *
 * @param coverage - How much of it its issuer signed, as far as that is known.
 * @returns `undefined` when it cannot be shown in parts, or all that its issuer signed is there. Only the issuer's proofs are asked: over
 * a part, whoever likes may put a proof of their own from which nothing is withheld.
 */
export function summarizeDisclosure(opened: OpenedCredential, coverage: Coverage): Disclosure | undefined {
  if (opened.jwt !== undefined) return undefined;
  const issuer = opened.statement.issuer ?? "";
  const proofs = parseProofs(opened.document).filter((proof) => isSignedBy([proof], issuer));
  const suiteOf = (kind: "base" | "derived") =>
    proofs.find(({ disclosure }) => disclosure?.kind === kind)?.suite;
  const ownSuite = suiteOf("base");
  if (coverage.isWhole) return ownSuite && { partial: false, suite: ownSuite };
  // A base proof of ecdsa-sd-2023, too, may have lost statements together with their signatures.
  const suite = suiteOf("derived") ?? ownSuite;
  if (suite === undefined) return undefined;
  return {
    partial: true,
    suite,
    notShown: missingParts(opened.statement),
    // Who issued it is always told: without, it would be no credential (VCDM 2.0, 4.7).
    mandatory: [
      "issuer",
      ...members.flatMap(([member, iri]) => (coverage.mandatory.has(iri) ? [member] : [])),
    ],
  };
}
