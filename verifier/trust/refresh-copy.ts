import type { FetchDocument } from "../../core/fetch-document.ts";
import { Problem } from "../../core/problem/problem.ts";
import { asProblem } from "../../core/problem/undecided.ts";
import { copyList } from "./copy-list.ts";
import type { KeptLists } from "./kept-lists.ts";
import type { TrustList } from "./trust-list.ts";

const dayMilliseconds = 24 * 60 * 60_000;
const hourMilliseconds = 60 * 60_000;

/**
 * Copies a list from its address again.
 *
 * @throws {@link Problem} `NOT_FOUND`; `CONFLICT` for a list that is no copy; what getting it throws, after noting that with the last
 * good copy, which stays.
 */
export async function refreshCopy(
  kept: KeptLists,
  { id, fetchDocument, now }: { id: string; fetchDocument: FetchDocument; now: Date },
): Promise<TrustList> {
  const { copy } = kept.get(id);
  if (copy === undefined) throw new Problem("CONFLICT", "This list is your own: there is nothing to copy.");
  const triedAt = now.toISOString();
  try {
    const content = await copyList(copy.url, fetchDocument);
    return await kept.save(() => ({
      ...kept.get(id),
      ...content,
      changedAt: triedAt,
      copy: { url: copy.url, triedAt },
    }));
  } catch (error) {
    const { code, message } = asProblem(error);
    const trouble = message.slice(0, 1000);
    await kept.save(() => ({ ...kept.get(id), copy: { url: copy.url, triedAt, trouble } }));
    throw new Problem(code, `${message}. The last good copy stays in use.`, { cause: error });
  }
}

/** Whether it is time to copy a list again: daily, and hourly after a failure. */
export function isDue({ copy }: TrustList, now: Date): boolean {
  if (copy === undefined) return false;
  const pause = copy.trouble === undefined ? dayMilliseconds : hourMilliseconds;
  return now.getTime() - Date.parse(copy.triedAt) >= pause;
}
