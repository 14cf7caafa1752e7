import type { JsonObject } from "../../json/json-value.ts";

/** A skill in a public framework: ESCO, O*NET or CTDL. */
export interface Skill {
  targetType: "ext:ESCO" | "ext:ONETSOC" | "CTDL";
  targetFramework: string;
  targetName: string;
  targetCode?: string;
  targetUrl: string;
}

/** A criterion a supervisor rated, and the level reached out of the levels there are, lowest first. */
export interface RubricRating {
  name: string;
  levels: string[];
  /** Absent where the criterion is described and nobody was rated. */
  achieved?: string;
  /** Its place among all criteria of the achievement, from 1; without it the place in this list. Part of its identifier. */
  position?: number;
  skills?: Skill[];
}

/** A kind of micro-internship: the same for everybody who completes it. */
export interface AchievementDefinition {
  /** `urn:uuid:`, made by the caller. */
  achievementId: string;
  /** Grows with each revision. */
  achievementVersion?: number;
  title: string;
  summary: string;
  /** Agreed scope, deliverables and what "done" means, in restricted Markdown. */
  criteria: string;
  estimatedHours?: number;
  paidFairly?: boolean;
  rubrics?: RubricRating[];
  skills?: Skill[];
  tags?: string[];
  /** The employer's own picture: a PNG as a `data:` URL (RFC 2397). */
  image?: string;
  /** What others say of it, as they signed it. */
  endorsements?: JsonObject[];
}

/** One completed micro-internship: what the profile of Stint puts into a credential. */
export interface MicroInternship extends AchievementDefinition {
  /** `urn:uuid:`, made by the caller. */
  id: string;
  issuer: {
    id: string;
    name: string;
    url?: string;
    email?: string;
    supervisor?: string;
    lei?: string;
    /** What others say of it, as they signed it. */
    endorsements?: JsonObject[];
  };
  /** The student's DID, once known. */
  recipient: { id?: string; name?: string; email?: { hash: string; salt: string } };
  role?: string;
  start?: Date;
  end?: Date;
  validFrom: Date;
  validUntil?: Date;
  /** When the work was recognised; `validFrom` when absent. A re-issue keeps it. */
  awarded?: Date;
  /** The supervisor's overall rating, 1 to 5. */
  rating?: 1 | 2 | 3 | 4 | 5;
  /** Deliverables, each with the multibase multihash of its bytes. */
  deliverables?: { id: string; name: string; description?: string; digestMultibase: string }[];
  /** The university that coordinated or assessed. */
  source?: { id: string; name: string; url?: string };
}
