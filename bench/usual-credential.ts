import { createMicroInternshipCredential } from "../core/credential/micro-internship/create-micro-internship.ts";
import type { JsonObject } from "../core/json/json-value.ts";

/** Who and what differs from one credential to the next. */
export interface CredentialParts {
  id: string;
  achievementId: string;
  issuer: string;
  student: { did: string; name: string };
}

/** A micro-internship as most are, unsigned: about fifty statements. */
export function usualCredential({ id, achievementId, issuer, student }: CredentialParts): JsonObject {
  return createMicroInternshipCredential({
    id,
    achievementId,
    issuer: { id: issuer, name: "Harbour Analytics", supervisor: "Ines Okafor" },
    recipient: { id: student.did, name: student.name },
    title: "Cargo delay dashboard",
    summary: "Build a dashboard of cargo delays for three ports.",
    criteria: "The three ports are covered and the numbers reconcile.",
    role: "Data intern",
    start: new Date("2025-09-01T00:00:00Z"),
    end: new Date("2025-09-30T00:00:00Z"),
    validFrom: new Date("2025-10-01T00:00:00Z"),
    validUntil: new Date("2035-10-01T00:00:00Z"),
    estimatedHours: 30,
    paidFairly: true,
    rating: 4,
    tags: ["micro-internship"],
  });
}
