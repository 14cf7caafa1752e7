import { signCredential } from "../../core/credential/proof/sign.ts";
import { createEndorsementCredential } from "../../core/endorsement/create-endorsement.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { IssuerValidation } from "../../core/verification/verdict.ts";
import { employer, type Person, person, unsigned } from "./world.ts";

export const university = person("university");

let count = 0;

/** An endorsement of something, signed; `changes` go into it before. */
export async function endorsementOf(
  endorsed: string,
  by: Person = university,
  changes: JsonObject = {},
): Promise<JsonObject> {
  count += 1;
  const unsignedEndorsement = createEndorsementCredential({
    id: `urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-${String(count).padStart(12, "0")}`,
    issuer: { id: by.did, name: "Example State University" },
    endorsed,
    comment: "They pay fairly, and teach.",
    validFrom: new Date("2026-06-01T00:00:00Z"),
  });
  const created = new Date("2026-06-01T00:00:00Z");
  return signCredential({ ...unsignedEndorsement, ...changes }, { signer: by.signer, created });
}

/** The test credential with endorsements on its issuer's profile, of whatever form: it names no schema. */
export async function issuedBy(endorsed: JsonObject[], by: Person = employer): Promise<JsonObject> {
  const { credentialSchema: _schema, ...credential } = unsigned();
  const issuer = { ...(credential.issuer as JsonObject), id: by.did, endorsement: endorsed };
  const created = new Date("2026-10-01T00:00:00Z");
  return signCredential({ ...credential, issuer }, { signer: by.signer, created });
}

/** A verifier that knows the university, and says whether its endorsements count. */
export function knowing(
  opinions: Record<string, IssuerValidation["outcome"] | "endorses">,
): (did: string) => IssuerValidation {
  return (did) => {
    const opinion = opinions[did] ?? "unknown";
    const name = "Example State University";
    if (opinion === "endorses") return { outcome: "trusted", name, endorses: true };
    return opinion === "unknown" ? { outcome: "unknown" } : { outcome: opinion, name };
  };
}
