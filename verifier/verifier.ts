import type { JsonObject } from "../core/json/json-value.ts";
import { problemDetails } from "../core/problem/problem.ts";
import { judgeIssuers } from "../core/verification/judge-issuers.ts";
import type {
  Check,
  CredentialVerification,
  PresentationVerification,
  Verification,
} from "../core/verification/verdict.ts";
import type { Challenges } from "./challenges.ts";
import type { Question, SourceBytes } from "./runs/job.ts";
import { isTooCostly, undecided } from "./runs/undecided-verdict.ts";
import type { WorkerPool } from "./threads/worker-pool.ts";
import type { TrustLists } from "./trust/trust-lists.ts";

export interface VerifierOptions {
  pool: WorkerPool;
  challenges: Challenges;
  trustLists: Pick<TrustLists, "opinion">;
  clock: () => Date;
}

/** How a presentation is to be judged. */
export interface PresentationQuestion {
  document: JsonObject | string;
  /** What the document was read from, where that is at hand: cheaper to pass on than the document. */
  source?: SourceBytes;
  sizeBytes: number;
  checks: "all" | "proof";
  /** Absent: nobody can tell whether it is fresh, and the verdict says so. */
  expectedChallenge: string | undefined;
  expectedDomain: string | undefined;
  /** For what was published for anybody with a link: no challenge, but an end of its own. */
  acceptShare?: boolean;
}

/** What the verifier service does for people, whoever calls it: the API or a page. */
export interface Verifier {
  createChallenge(): { challenge: string; expires: Date };
  /** Whether a request of this size, of which nothing was read yet, would be taken at the moment. */
  hasRoomFor(sizeBytes: number): boolean;
  verifyCredential(request: {
    document: JsonObject | string;
    source?: SourceBytes;
    sizeBytes: number;
    checks: "all" | "proof";
  }): Promise<CredentialVerification>;
  /** A challenge that was made here is spent by this call, whatever the verdict. */
  verifyPresentation(request: PresentationQuestion): Promise<PresentationVerification>;
}

/** Puts the use cases together. */
export function createVerifier({ pool, challenges, trustLists, clock }: VerifierOptions): Verifier {
  const ask = async (
    question: Question,
    sizeBytes: number,
    source: SourceBytes | undefined,
  ): Promise<Verification> => {
    try {
      const verification = await pool.verify(question, sizeBytes, source);
      return judgeIssuers(verification, await trustLists.opinion());
    } catch (error) {
      if (isTooCostly(error)) return undecided({ kind: question.kind, problem: error, now: clock() });
      throw error;
    }
  };
  return {
    createChallenge: () => challenges.create(),
    hasRoomFor: (sizeBytes) => pool.hasRoomFor(sizeBytes),
    verifyCredential: async ({ document, source, sizeBytes, checks }) => {
      const question: Question = { kind: "credential", document, checks };
      return (await ask(question, sizeBytes, source)) as CredentialVerification;
    },
    verifyPresentation: async (request) => {
      const { document, source, sizeBytes, checks, expectedChallenge, expectedDomain } = request;
      const { acceptShare = false } = request;
      const question: Question = {
        kind: "presentation",
        document,
        checks,
        expectedChallenge,
        expectedDomain,
        acceptShare,
      };
      const verification = (await ask(question, sizeBytes, source)) as PresentationVerification;
      // Afterwards, so that what is refused for lack of room spends nothing; of parallel uses exactly one is the first.
      const use = expectedChallenge === undefined ? "foreign" : await challenges.spend(expectedChallenge);
      if (use === "spent")
        return refuseChallenge(verification, "This challenge was used before: ask for a new presentation");
      if (use === "expired")
        return refuseChallenge(verification, "This challenge is too old: ask for a new presentation");
      return verification;
    },
  };
}

/** The core compares challenges; that one is used up is known only here. */
function refuseChallenge(verification: PresentationVerification, words: string): PresentationVerification {
  const problem = problemDetails("INVALID_CHALLENGE_ERROR", words);
  const refused: Check = { name: "challenge", outcome: "failed", problem };
  const others = verification.checks.filter(({ name }) => name !== "challenge");
  return { ...verification, verified: false, checks: [...others, refused] };
}
