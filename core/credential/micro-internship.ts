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
  achieved: string;
  skills?: Skill[];
}

/** One completed micro-internship: what the profile of Stint puts into a credential. */
export interface MicroInternship {
  /** `urn:uuid:` identifiers, made by the caller. */
  id: string;
  achievementId: string;
  issuer: { id: string; name: string; url?: string; email?: string; supervisor?: string; lei?: string };
  /** The student's DID, once known. */
  recipient: { id?: string; name?: string; email?: { hash: string; salt: string } };
  title: string;
  summary: string;
  /** Agreed scope, deliverables and what "done" means, in restricted Markdown. */
  criteria: string;
  role?: string;
  start?: Date;
  end?: Date;
  validFrom: Date;
  validUntil?: Date;
  estimatedHours?: number;
  paidFairly?: boolean;
  /** The supervisor's overall rating, 1 to 5. */
  rating?: 1 | 2 | 3 | 4 | 5;
  rubrics?: RubricRating[];
  skills?: Skill[];
  tags?: string[];
  /** Deliverables, each with the multibase multihash of its bytes. */
  deliverables?: { id: string; name: string; description?: string; digestMultibase: string }[];
  /** The university that coordinated or assessed. */
  source?: { id: string; name: string; url?: string };
}
