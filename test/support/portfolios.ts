import { createMicroInternshipCredential } from "../../core/credential/micro-internship/create-micro-internship.ts";
import type { MicroInternship } from "../../core/credential/micro-internship/micro-internship.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPortfolioCredential } from "../../core/portfolio/create-portfolio.ts";
import { employer, now, type Person, student, work } from "./world.ts";

const created = new Date("2026-10-01T00:00:00Z");

/** A credential for one more project of the student; each number is another one. */
export async function project(
  number: number,
  changes: Partial<MicroInternship> = {},
  { by = employer, unsigned = {} }: { by?: Person; unsigned?: JsonObject } = {},
): Promise<JsonObject> {
  const place = String(number).padStart(4, "0");
  const credential = createMicroInternshipCredential({
    ...work,
    id: `urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d81${place}`,
    achievementId: `urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d82${place}`,
    issuer: { ...work.issuer, id: by.did },
    ...changes,
  });
  return signCredential({ ...credential, ...unsigned }, { signer: by.signer, created });
}

/** A portfolio of the student, signed; `changes` go into it before. */
export async function portfolioOf(
  credentials: JsonObject[],
  { by = student, changes = {} }: { by?: Person; changes?: JsonObject } = {},
): Promise<JsonObject> {
  const unsigned = createPortfolioCredential({
    id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d83ffff",
    holder: by.did,
    holderName: "Mika Tanaka",
    name: "Portfolio of Mika Tanaka",
    validFrom: created,
    credentials,
  });
  return signCredential({ ...unsigned, ...changes }, { signer: by.signer, created: now });
}
