import type { JsonObject } from "../../core/json/json-value.ts";
import { student } from "./world.ts";

/** A credential in which any term may be used; only its evidence has no name of its own. */
export const withEvidence = (changes: JsonObject = {}): JsonObject => ({
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
  id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0001",
  type: ["VerifiableCredential"],
  issuer: "did:key:zIssuer",
  validFrom: "2026-01-01T00:00:00Z",
  validUntil: "2036-01-01T00:00:00Z",
  credentialSubject: { id: student.did, name: "Mika" },
  evidence: { type: "Evidence", name: "Report", description: "Forty pages" },
  ...changes,
});
