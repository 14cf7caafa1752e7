import type { ComponentChildren, VNode } from "preact";

/** What stands where a list has nothing in it: why, and what to do. */
export function Nothing({ children }: { children: ComponentChildren }): VNode {
  return <div class="card nothing">{children}</div>;
}

/** The way to the older entries of a list. */
export function Older({ path, query = {}, next }: OlderProps): VNode | null {
  if (next === undefined) return null;
  const search = new URLSearchParams({ ...query, cursor: next });
  return (
    <p>
      <a class="button second" href={`${path}?${search}`} rel="next">
        Show older
      </a>
    </p>
  );
}

interface OlderProps {
  path: string;
  query?: Record<string, string>;
  /** The cursor of the next page. */
  next: string | undefined;
}

export type Tone = "good" | "notice" | "caution" | "bad" | "plain";

/** A state in one word. */
export function Chip({ tone, children }: { tone: Tone; children: ComponentChildren }): VNode {
  return <span class={`chip ${tone}`}>{children}</span>;
}
