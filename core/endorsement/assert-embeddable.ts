import { expand } from "../credential/json-ld/json-ld.ts";
import { assertOldTerms } from "../credential/json-ld/old-terms.ts";
import { assertNodesStandOnce } from "../credential/json-ld/repeated-nodes.ts";
import { contextUrls } from "../credential/vocabulary.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { Problem } from "../problem/problem.ts";

const subjectMembers = new Set(["id", "type", "endorsementComment"]);

/**
 * Asserts that a credential can carry an endorsement that was verified: its contexts agree with those of a credential of today, and it says of what it
 * endorses nothing but a comment.
 *
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR`, `PARSING_ERROR`.
 * @see {@link https://www.w3.org/TR/json-ld11/#protected-term-definitions}
 */
export async function assertEmbeddable(endorsement: JsonObject): Promise<void> {
  assertOldTerms(endorsement);
  const { credentialSubject: subject } = endorsement;
  // In the graph of a credential it would be said by that credential's issuer.
  if (!isJsonObject(subject) || Object.keys(subject).some((member) => !subjectMembers.has(member)))
    throw new Problem("MALFORMED_VALUE_ERROR", "It says more of what it endorses than a comment");
  const { id } = subject;
  const carrier: JsonObject = {
    "@context": [contextUrls.credentialsV2, contextUrls.openBadges, contextUrls.openBadgesExtensions],
    id: "urn:uuid:00000000-0000-4000-8000-000000000000",
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    issuer: {
      ...(id !== undefined && { id }),
      type: ["Profile"],
      name: "Carrier",
      endorsement: [endorsement],
    },
    credentialSubject: { type: ["AchievementSubject"] },
  };
  try {
    assertNodesStandOnce(await expand(carrier));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, `No credential of Open Badges 3.0 can carry it: ${error.message}`, {
      cause: error,
    });
  }
}
