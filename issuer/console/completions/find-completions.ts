import {
  type CompletionState,
  type CompletionView,
  listCompletions,
} from "../../completions/completion-view.ts";
import type { Page, PageRequest } from "../../use-cases/page.ts";
import type { Visit } from "../visit.ts";

/** Which completions are wanted; all of what is given must fit. */
export interface CompletionFilter {
  state?: CompletionState | undefined;
  /** A part of the student's name or e-mail address, the reference, or the title. */
  text?: string | undefined;
  /** Only those that were offered. */
  isOffered?: boolean;
}

const lookedAtPerRequest = 2_000;
const chunkSize = 200;

/** A page of the completions that fit, newest first; it ends early, with `next`, when many had to be looked at. */
export async function findCompletions(
  { context, slug }: Visit,
  filter: CompletionFilter,
  { limit, cursor }: PageRequest,
): Promise<Page<CompletionView>> {
  const isFiltered = filter.state !== undefined || filter.text !== undefined || filter.isOffered === true;
  if (!isFiltered) return listCompletions(context, slug, { limit, cursor });
  const items: CompletionView[] = [];
  let next = cursor;
  for (let seen = 0; seen < lookedAtPerRequest; seen += chunkSize) {
    const page = await listCompletions(context, slug, { limit: chunkSize, cursor: next });
    items.push(...page.items.filter((item) => fits(item, filter)));
    next = page.next;
    if (next === undefined || items.length >= limit) break;
  }
  return { items, ...(next !== undefined && { next }) };
}

function fits(
  { state, offer, recipient, reference, achievement }: CompletionView,
  filter: CompletionFilter,
): boolean {
  if (filter.isOffered && offer === undefined) return false;
  if (filter.state !== undefined && filter.state !== state) return false;
  if (filter.text === undefined) return true;
  const wanted = folded(filter.text);
  const texts = [recipient.name, recipient.email, reference, achievement.title];
  return texts.some((text) => text !== undefined && folded(text).includes(wanted));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
