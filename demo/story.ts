import type { JsonObject } from "../core/json/json-value.ts";
import type { RunningService } from "./services.ts";
import type { Stage } from "./stage.ts";
import type { WalletUser } from "./wallet-process.ts";

/** Who and what takes part in the demo from its beginning. */
export interface Story {
  readonly stage: Stage;
  /** Everything the demo writes lies here. */
  readonly folder: string;
  readonly issuer: RunningService;
  readonly adminToken: string;
  readonly student: WalletUser;
  readonly thief: WalletUser;
}

/** An employer who may issue. */
export interface Employer {
  readonly did: string;
  readonly slug: string;
  readonly name: string;
  readonly apiKey: string;
}

/** A credential in the student's wallet. */
export interface Held {
  readonly studentDid: string;
  readonly credential: JsonObject;
}

/** Where the story's files lie, relative to its folder: what people type. */
export const files = {
  employer: "employer.json",
  unsigned: "unsigned.json",
  credential: "micro-internship.json",
  altered: "altered.json",
  presentation: "presentation.json",
  stolen: "stolen-presentation.json",
  trusted: "trusted-issuers.json",
} as const;
