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

/** An employer's offer, as the student gets it: the link by mail, the code by telephone. */
export interface Offer {
  readonly link: string;
  readonly transactionCode: string;
}

/** A recruiter's request: what the student's wallet is shown, and where the recruiter looks for the answer. */
export interface AskedFor {
  readonly link: string;
  readonly resultUrl: string;
  readonly resultToken: string;
}

/** Where the story's files lie, relative to its folder: what people type. */
export const files = {
  employer: "employer.json",
  achievement: "achievement.json",
  completion: "completion.json",
  credential: "micro-internship.json",
  altered: "altered.json",
  presentation: "presentation.json",
  stolen: "stolen-presentation.json",
  trusted: "trusted-issuers.json",
  badge: "badge.png",
  blind: "shown-in-part.json",
  portfolio: "portfolio.html",
} as const;
