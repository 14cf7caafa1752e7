import type { VNode } from "preact";
import { ConsolePage } from "../frame/console-page.tsx";
import type { Visit } from "../visit.ts";

/** What needs attention, and what one most often comes for. */
export function HomePage({ visit }: { visit: Visit }): VNode {
  return <ConsolePage visit={visit} title="Welcome" part="home" />;
}
