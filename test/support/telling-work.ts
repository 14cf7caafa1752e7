import { createHash } from "node:crypto";
import { createMicroInternshipCredential } from "../../core/credential/micro-internship/create-micro-internship.ts";
import type { MicroInternship } from "../../core/credential/micro-internship/micro-internship.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { work } from "./world.ts";

/** The file that was delivered, and the digest that is signed of it. */
export const deliverable = "<h1>Delays by port</h1>";
export const deliverableDigest = `u${Buffer.concat([
  Uint8Array.of(0x12, 32),
  createHash("sha256").update(deliverable).digest(),
]).toString("base64url")}`;

/** A micro-internship of which there is something to tell in every respect. */
export const tellingWork: MicroInternship = {
  ...work,
  issuer: {
    ...work.issuer,
    email: "people@harbour.example",
    lei: "5493001KJTIIGC8Y1R12",
  },
  recipient: { ...work.recipient, email: { hash: "sha256$0f89", salt: "salt" } },
  source: { id: "did:web:nordfjord.example", name: "Nordfjord University", url: "https://nordfjord.example" },
  tags: ["logistics"],
  deliverables: [
    {
      id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0003",
      name: "Delay dashboard (HTML)",
      digestMultibase: deliverableDigest,
    },
  ],
};

/** The unsigned credential for it, of some student. */
export function tellingCredential(changes: Partial<MicroInternship> = {}): JsonObject {
  return createMicroInternshipCredential({ ...tellingWork, ...changes });
}
