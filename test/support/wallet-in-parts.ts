import type { JsonObject } from "../../core/json/json-value.ts";
import { harbourWeb, issuedForDisclosure } from "./harbour.ts";
import { type Bench, benchWithWallet, type Said } from "./stint.ts";
import { deliverableDigest } from "./telling-work.ts";
import { webOf } from "./world.ts";

/** For whom everything is signed. */
export const purpose = ["--challenge", "c-4711", "--domain", "recruiter.example"];

/** The credentials in the wallet, by the end of their ids: the wallet counts them in an order of its own. */
export const held = {
  ecdsa: "urn:uuid:1",
  bbs: "urn:uuid:2",
  baseOnly: "urn:uuid:3",
  wholeOnly: "urn:uuid:4",
  strict: "urn:uuid:5",
};
type Held = keyof typeof held;

/** What stands nowhere else in the credential, by the part that it belongs to. */
export const secrets: Record<string, string[]> = {
  title: ["Cargo delay dashboard"],
  description: ["Build a dashboard of cargo delays"],
  criteria: ["the numbers reconcile"],
  skills: ["data visualisation", "http://data.europa.eu/esco/skill/0000"],
  rating: ["Overall rating by supervisor", "Communication", "Proficient"],
  pay: ["Paid at or above", "FairCompensation"],
  hours: ["Estimated effort", "EstimatedHours"],
  dates: ["2026-09-01", "2026-09-30"],
  role: ["Data intern"],
  employer: ["Harbour Analytics", "https://harbour.example", "5493001KJTIIGC8Y1R12"],
  contact: ["Ines Okafor", "people@harbour.example"],
  university: ["Nordfjord University", "nordfjord.example"],
  name: ["Mika Tanaka"],
  identifiers: ["sha256$0f89", "emailAddress"],
  evidence: ["Delay dashboard (HTML)", deliverableDigest],
  field: ["logistics"],
};

/** A wallet with credentials of which some can be shown in part, and what is asked of it. */
export interface WalletInParts {
  desk: Bench & { did: string };
  stint(...args: string[]): Promise<Said>;
  /** The presentation that is signed with these arguments. */
  presented(...args: string[]): Promise<JsonObject>;
  /** What the wallet says of a presentation, and of the only credential in it. */
  verdictOn(presentation: JsonObject): Promise<{ code: number; credential: JsonObject }>;
}

export async function openWalletInParts(): Promise<WalletInParts> {
  const desk = await benchWithWallet();
  const web = webOf(await harbourWeb());
  const stint = (...args: string[]) => desk.stint(args, { fetchDocument: web });
  const { did } = desk;
  const credentials: Record<Held, Omit<Parameters<typeof issuedForDisclosure>[0], "did">> = {
    ecdsa: { suites: ["ecdsa-sd-2023"] },
    bbs: { suites: ["bbs-2023"] },
    baseOnly: { suites: ["ecdsa-sd-2023"], whole: false },
    wholeOnly: { suites: [] },
    strict: { suites: ["ecdsa-sd-2023"], mandatoryPointers: ["/issuer", "/credentialSubject/role"] },
  };
  for (const [name, issuing] of Object.entries(credentials)) {
    const changes = { id: `${held[name as Held]}b0b8a3e-44a2-4a1e-8f1b-6c1a0c7d0001` };
    const file = await desk.file(`${name}.json`, await issuedForDisclosure({ did, changes, ...issuing }));
    const said = await stint("add", file);
    if (said.code !== 0) throw new Error(said.error);
  }
  return {
    desk,
    stint,
    async presented(...args) {
      const said = await stint("present", ...args, ...purpose);
      if (said.code !== 0) throw new Error(said.error);
      return JSON.parse(said.out);
    },
    async verdictOn(presentation) {
      const file = await desk.file("presentation.json", presentation);
      const said = await stint("verify", file, ...purpose, "--json");
      return { code: said.code, credential: JSON.parse(said.out).credentials[0] };
    },
  };
}

/** The only credential of a presentation. */
export const onlyIn = (presentation: JsonObject) =>
  (presentation.verifiableCredential as JsonObject[])[0] as JsonObject;
