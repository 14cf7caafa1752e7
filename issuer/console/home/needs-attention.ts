import { listBatches } from "../../batch/batch-view.ts";
import { listCompletions } from "../../completions/completion-view.ts";
import type { Visit } from "../visit.ts";

/** Something that waits for somebody at the employer. */
export interface Attention {
  text: string;
  href: string;
}

const newestCompletions = 500;
const newestBatches = 20;

/** What needs attention among the newest completions and batches. */
export async function needsAttention({ context, slug }: Visit): Promise<Attention[]> {
  const { items } = await listCompletions(context, slug, { limit: newestCompletions });
  const count = (fits: (item: (typeof items)[number]) => boolean) => items.filter(fits).length;
  const batches = await listBatches(context, slug, { limit: newestBatches });
  const found: [number, (words: number) => string, string][] = [
    [
      count(({ state }) => state === "awaiting-approval"),
      (number) =>
        number === 1
          ? "One completion waits for your approval"
          : `${number} completions wait for your approval`,
      "/console/completions?state=awaiting-approval",
    ],
    [
      count(({ offer }) => offer?.state === "open" && offer.sent.at(-1)?.failed === true),
      (number) => (number === 1 ? "One mail could not be sent" : `${number} mails could not be sent`),
      "/console/offers",
    ],
    [
      count(({ state }) => state === "expired"),
      (number) =>
        number === 1
          ? "One offer expired before it was claimed"
          : `${number} offers expired before they were claimed`,
      "/console/completions?state=expired",
    ],
    [
      batches.items.filter(({ state }) => state === "stopped").length,
      (number) => (number === 1 ? "One batch is stopped" : `${number} batches are stopped`),
      "/console/batches",
    ],
    [
      batches.items.filter(({ state, failed }) => state === "finished" && failed > 0).length,
      (number) =>
        number === 1 ? "One batch has rows that failed" : `${number} batches have rows that failed`,
      "/console/batches",
    ],
  ];
  return found
    .filter(([number]) => number > 0)
    .map(([number, words, href]) => ({ text: words(number), href }));
}
