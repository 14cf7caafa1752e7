import { discloseCredential } from "../../core/credential/disclosure/disclose.ts";
import type { DisclosureSuiteName } from "../../core/credential/disclosure/disclosure-suites.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { disclosingEmployer, seed } from "./disclosing-employer.ts";
import { world } from "./world.ts";

const credential: JsonObject = {
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
  type: ["VerifiableCredential"],
  issuer: "did:key:zIssuer",
  validFrom: "2026-01-01T00:00:00Z",
  credentialSubject: {
    id: "did:example:student",
    description: [
      { "@value": "one", "@language": "en" },
      { "@value": "two", "@language": "en" },
      { "@value": "three", "@language": "en" },
    ],
  },
  evidence: [
    { type: ["Evidence"], name: "a" },
    { type: ["Evidence"], name: "b" },
    { type: ["Evidence"], name: "c" },
  ],
};
const pointers = [
  "/credentialSubject/description/0",
  "/credentialSubject/description/2",
  "/evidence/0",
  "/evidence/2",
];

/** A credential whose nodes have no names, as its holder has it and as it is shown in part. */
export interface InParts {
  held: JsonObject;
  shown: JsonObject;
}

const made = new Map<DisclosureSuiteName, Promise<InParts>>();

/** The same for all who ask: to make it takes long, and always gives the same. */
export function inParts(suite: DisclosureSuiteName): Promise<InParts> {
  const known = made.get(suite) ?? make(suite);
  made.set(suite, known);
  return known;
}

async function make(suite: DisclosureSuiteName): Promise<InParts> {
  const held = await disclosingEmployer(suite).issue(credential);
  return { held, shown: await discloseCredential(held, { pointers, seed }) };
}

/** What is said of the proofs of a credential when nothing else is asked. */
export async function proofCheck(document: JsonObject) {
  const { checks } = await verifyCredential(document, { checks: "proof" }, world());
  return checks.find(({ name }) => name === "proof");
}

/** What is said of proofs that do not hold. */
export const refused = { outcome: "failed", problem: { code: "PROOF_VERIFICATION_ERROR" } };

/** Something that is done to the components of a proof. */
export type Change = (components: unknown[]) => unknown;

/** Changes one component, by its position. */
export const setting =
  (position: number, change: (component: never) => unknown): Change =>
  (components) =>
    components.map((component, index) => (index === position ? change(component as never) : component));
