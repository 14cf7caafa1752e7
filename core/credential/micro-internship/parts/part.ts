/**
 * The parts of a micro-internship credential in words that its holder uses, each with what it covers. Together they cover all that a
 * credential says but for identifiers and types, which come along with whatever is shown.
 */
export const parts = {
  title: "the title of the work",
  description: "what the work was, in the employer's words",
  criteria: "the agreed scope, and what counted as done",
  field: "the field of the work, and its tags",
  skills: "the skills",
  completion: "that the work was completed",
  hours: "the estimated effort in hours",
  rating: "the supervisor's ratings",
  pay: "whether it was paid fairly",
  results: "all results: completion, hours, rating, pay and any others",
  dates: "when the work was done, and when it was recognised",
  role: "the role in which it was done",
  employer: "the employer's name and web address, and whatever else it says about itself",
  contact: "whom to ask at the employer: supervisor, e-mail, telephone, address",
  university: "the university that coordinated or assessed it",
  name: "the student's name",
  identifiers: "other identifiers of the student, such as the fingerprint of an e-mail address",
  evidence: "the deliverables, by name and digest",
  endorsements: "what others say about it or its employer",
  image: "the badge's picture",
  details: "everything that no other word covers",
} as const;

export type Part = keyof typeof parts;

/** The parts in the order in which people are told of them. */
export const partNames = Object.keys(parts) as Part[];

/** What `results` stands for: itself for those of no other kind. */
export const resultParts: readonly Part[] = ["completion", "hours", "rating", "pay", "results"];

/** Whether a text is one of the words. */
export function isPart(word: string): word is Part {
  return Object.hasOwn(parts, word);
}
