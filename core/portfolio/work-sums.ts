/** Where a number comes from: the credentials of a portfolio by their places in it, counted from 1. */
export type Positions = number[];

/** What several credentials for completed work come to. Every number can be computed again from the credentials that it names. */
export interface WorkSums {
  /** The credentials that were counted. */
  projects: Positions;
  /** Different issuers, by DID. */
  employers: number;
  /** Estimated hours of those that state them, once and as a plain number. */
  hours: { total: number; parts: { position: number; hours: number }[] };
  /** A skill counts once for each credential that names it; those of most credentials first. */
  skills: { name: string; framework?: string; code?: string; url?: string; positions: Positions }[];
  /** Scores with the same name on the same scale. */
  averages: { name: string; scale: string; average: number; parts: { position: number; value: number }[] }[];
  /** All other results: which value how often. */
  levels: { name: string; values: { value: string; positions: Positions }[] }[];
  /** Hours and scores that are part of no number: written in no plain way, stated twice, or outside their own scale. */
  notCounted: { position: number; name: string; value: string }[];
}
