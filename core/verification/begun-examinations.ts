import type { OpenedCredential } from "../credential/open-credential.ts";
import type { FetchDocument } from "../fetch-document.ts";
import type { Authenticity } from "./check-authenticity.ts";
import { isVerified } from "./checks.ts";

/**
 * What earlier runs of one verification worked out, by credential as it was given. Such runs differ in nothing but in what has been fetched
 * meanwhile: the time, the question and the documents are the same.
 */
export type BegunExaminations = Map<unknown, BegunExamination>;

/** A credential that was opened, and perhaps found to be authentic. */
export interface BegunExamination {
  asked: "all" | "proof";
  opened: OpenedCredential;
  /** Only when it holds: then it does not rest on a document that was still to be fetched. */
  authenticity?: Authenticity;
  /** What was fetched for it, to be counted by the run that uses it. */
  fetches: Parameters<FetchDocument>[];
}

/**
 * Asks for the authenticity of a credential, once it holds only once.
 *
 * @param fetchDocument - Counts the fetches of this run.
 * @param check - Gets a fetcher to ask with.
 */
export async function authenticityOnce(
  begun: BegunExamination,
  fetchDocument: FetchDocument,
  check: (fetchDocument: FetchDocument) => Promise<Authenticity>,
): Promise<Authenticity> {
  if (begun.authenticity !== undefined) {
    // So that a verification fetches no more in several runs than in one.
    await Promise.allSettled(begun.fetches.map((request) => fetchDocument(...request)));
    return begun.authenticity;
  }
  const fetches: Parameters<FetchDocument>[] = [];
  const authenticity = await check((...request) => {
    fetches.push(request);
    return fetchDocument(...request);
  });
  if (isVerified(authenticity.checks)) Object.assign(begun, { authenticity, fetches });
  return authenticity;
}
