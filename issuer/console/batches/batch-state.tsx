import type { VNode } from "preact";
import type { BatchView } from "../../batch/batch-view.ts";
import { Chip, type Tone } from "../frame/list-parts.tsx";

const looks: Record<BatchView["state"], [Tone, string]> = {
  running: ["notice", "Running"],
  stopped: ["caution", "Stopped"],
  finished: ["good", "Finished"],
};

/** How far a batch is, in a word. */
export function BatchChip({ batch: { state, failed } }: { batch: BatchView }): VNode {
  if (state === "finished" && failed > 0) return <Chip tone="caution">Finished, some rows failed</Chip>;
  const [tone, words] = looks[state];
  return <Chip tone={tone}>{words}</Chip>;
}

/** The counts of a batch in one line. */
export function countsOf({ rows, done, failed }: BatchView): string {
  const failures = failed === 0 ? "" : `, ${failed} failed`;
  return `${done + failed} of ${rows} rows${failures}`;
}
