import { isDeepStrictEqual } from "node:util";
import { boundEffort } from "../../../core/bounded-effort.ts";
import type { FetchDocument, FetchedDocument } from "../../../core/fetch-document.ts";
import type { CredentialVerification, Verification } from "../../../core/verification/verdict.ts";
import {
  type VerificationContext,
  verifyCredential as verifyOneCredential,
} from "../../../core/verification/verify-credential.ts";
import { verifyPresentation as verifyOnePresentation } from "../../../core/verification/verify-presentation.ts";

export type { VerificationContext };

/** What is enough for most of what the tests verify. */
export const usualLimits = { proofs: 5, contexts: 8, values: 1_500, characters: 128 * 1024 };

/** How many verifications of the present file of tests a bounded effort decided, and how many it left. */
export const efforts = { decided: 0, left: 0 };

type Verify<Question, Verdict> = (
  document: unknown,
  question: Question,
  context: VerificationContext,
) => Promise<Verdict>;

/** Verifies as it would be without a watch, and once more with a bounded effort: that has to say the same, or nothing. */
function watched<Question, Verdict extends Verification>(
  verify: Verify<Question, Verdict>,
): Verify<Question, Verdict> {
  return async (document, question, context) => {
    if (context.effort !== undefined) return verify(document, question, context);
    const recorded = record(context);
    const verdict = await verify(document, question, recorded.context);
    const effort = boundEffort(usualLimits);
    try {
      const again = await verify(document, question, { ...recorded.replay, effort });
      if (!effort.isExceeded && !isDeepStrictEqual(again, verdict))
        throw new Error(`a bounded effort came to another verdict: ${JSON.stringify([verdict, again])}`);
    } catch (error) {
      if (!effort.isExceeded) throw error;
    }
    efforts[effort.isExceeded ? "left" : "decided"] += 1;
    return verdict;
  };
}

/** The same world, and one that says again what that said. */
function record(context: VerificationContext): {
  context: VerificationContext;
  replay: VerificationContext;
} {
  const fetched = new Map<string, Promise<FetchedDocument>>();
  const accepted: boolean[] = [];
  const fetchDocument: FetchDocument = (url, options) => {
    const answer = context.fetchDocument(url, options);
    fetched.set(url, answer);
    return answer;
  };
  const { begun: _begun, openedLists: _lists, shared: _shared, ...fresh } = context;
  return {
    context: {
      ...context,
      fetchDocument,
      statusListMemory: {
        accept: (url, madeAt) => {
          const isAccepted = context.statusListMemory.accept(url, madeAt);
          accepted.push(isAccepted);
          return isAccepted;
        },
      },
    },
    replay: {
      ...fresh,
      fetchDocument: (url) => fetched.get(url) ?? Promise.reject(new Error(`nobody fetched ${url}`)),
      statusListMemory: { accept: () => accepted.shift() ?? true },
    },
  };
}

export const verifyCredential: typeof verifyOneCredential = watched<
  Parameters<typeof verifyOneCredential>[1],
  CredentialVerification
>(verifyOneCredential);

export const verifyPresentation: typeof verifyOnePresentation = watched(verifyOnePresentation);
