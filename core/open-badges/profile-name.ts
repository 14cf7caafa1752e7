/** The profiles that credentials can be held against: Open Badges 3.0, and CLR 2.0 for learner records. */
export const profiles = ["ob3"] as const;

export type ProfileName = (typeof profiles)[number];
