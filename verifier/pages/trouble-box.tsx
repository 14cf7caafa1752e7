import type { VNode } from "preact";
import { Said } from "../../web/said.tsx";

/** Says that something did not work, and why. */
export function TroubleBox({ title, words }: { title: string; words: string }): VNode {
  return (
    <section class="banner bad" role="alert">
      <span class="mark large bad" aria-hidden="true">
        ✕
      </span>
      <div>
        <h2>{title}</h2>
        <p>
          <Said>{words}</Said>
        </p>
      </div>
    </section>
  );
}
