import type { VNode } from "preact";
import { Said } from "../../web/said.tsx";
import type { AchievementRecord } from "../completions/records.ts";

/** Kinds of micro-internships, each with the way to its page. */
export function AchievementList({ slug, items }: { slug: string; items: AchievementRecord[] }): VNode {
  return (
    <ul class="list">
      {items.map(({ id, content }) => (
        <li key={id}>
          <div class="card">
            <strong>
              <a href={`/issuers/${slug}/achievements/${id}`}>
                <Said>{content.title}</Said>
              </a>
            </strong>
            <p class="narrative">
              <Said>{content.summary}</Said>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
