import type { FetchDocument } from "../fetch-document.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";

/** Of a list as it comes over the network. */
export const maximumListBytes = 1024 * 1024;

/**
 * Fetches what stands at the address of a status list.
 *
 * @throws {Problem} `STATUS_RETRIEVAL_ERROR` when it cannot be had, for whatever reason.
 */
export async function fetchList(
  url: string,
  accept: string,
  fetchDocument: FetchDocument,
): Promise<Uint8Array> {
  try {
    const { status, body } = await fetchDocument(url, { accept, maxBytes: maximumListBytes });
    if (status !== 200) throw new Problem("STATUS_RETRIEVAL_ERROR", `The status list answers HTTP ${status}`);
    return body;
  } catch (error) {
    const problem = asProblem(error);
    throw new Problem("STATUS_RETRIEVAL_ERROR", problem.message, { cause: problem });
  }
}
