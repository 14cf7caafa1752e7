import type { JsonObject } from "../../../core/json/json-value.ts";
import { achievement, achievementId, fullBadge, ob } from "./samples.ts";

/** A learner record with everything that one can have. */
export function fullRecord(): JsonObject {
  const badge = fullBadge();
  const { evidence: _evidence, ...others } = badge;
  return {
    ...others,
    "@context": [
      "https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
      `${ob}/context-3.0.3.json`,
    ],
    type: ["VerifiableCredential", "ClrCredential"],
    name: "Ola's record",
    partial: true,
    credentialSchema: [
      {
        id: "https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json",
        type: "1EdTechJsonSchemaValidator2019",
      },
    ],
    credentialSubject: {
      id: "did:example:ola",
      type: ["ClrSubject"],
      identifier: (badge.credentialSubject as JsonObject).identifier ?? [],
      achievement: [achievement],
      verifiableCredential: [fullBadge()],
      association: [
        {
          type: "Association",
          associationType: "isChildOf",
          sourceId: achievementId,
          targetId: "urn:uuid:1",
        },
      ],
    },
  };
}
