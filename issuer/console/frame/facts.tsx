import type { ComponentChildren, VNode } from "preact";

/** Facts about one thing, each with its name. */
export function FactList({ children }: { children: ComponentChildren }): VNode {
  return (
    <section class="card">
      <dl class="facts">{children}</dl>
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
