import type { VNode } from "preact";
import type { CompletionState } from "../../completions/completion-view.ts";
import { Chip, type Tone } from "../frame/list-parts.tsx";

/** Each state of a completion in everyday words. */
export const stateWords: Record<CompletionState, string> = {
  "awaiting-approval": "Waits for your approval",
  offered: "Offered",
  expired: "Offer expired",
  cancelled: "Offer cancelled",
  "being-issued": "Being issued",
  issued: "Issued",
};

const tones: Record<CompletionState, Tone> = {
  "awaiting-approval": "caution",
  offered: "notice",
  expired: "caution",
  cancelled: "plain",
  "being-issued": "notice",
  issued: "good",
};

/** How far a completion has come. */
export function CompletionChip({ state }: { state: CompletionState }): VNode {
  return <Chip tone={tones[state]}>{stateWords[state]}</Chip>;
}
