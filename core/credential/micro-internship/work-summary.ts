/** One micro-internship in the terms people use; every value is a claim by the issuer. */
export interface WorkSummary {
  /** Absent only where a credential is shown in part. */
  title?: string;
  /** What kind of achievement the issuer calls it: "MicroCredential", "Course" (an enumeration of Open Badges 3.0). */
  achievementType?: string;
  description?: string;
  /** Agreed scope, deliverables and acceptance (restricted Markdown). */
  criteria?: string;
  issuerName?: string;
  supervisor?: string;
  /** The student's name when the credential holds it in clear. */
  recipientName?: string;
  role?: string;
  startDate?: string;
  endDate?: string;
  results: {
    name: string;
    value: string;
    /** The lowest and highest score there is: "1 to 5". */
    scale?: string;
    type?: string;
  }[];
  skills: { name: string; framework?: string; code?: string; url?: string }[];
  evidence: { name: string; genre?: string; description?: string; digestMultibase?: string }[];
  /** The university that coordinated or assessed. */
  source?: string;
}
