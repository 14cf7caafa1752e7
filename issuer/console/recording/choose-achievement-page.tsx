import type { VNode } from "preact";
import { Said } from "../../../web/said.tsx";
import type { AchievementRecord } from "../../completions/records.ts";
import type { Page } from "../../use-cases/page.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { Nothing, Older } from "../frame/list-parts.tsx";
import type { Visit } from "../visit.ts";

/** Asks what was completed, before anything else. */
export function ChooseAchievementPage({
  visit,
  page,
}: {
  visit: Visit;
  page: Page<AchievementRecord>;
}): VNode {
  return (
    <ConsolePage
      visit={visit}
      title="What was completed?"
      part="completions"
      above={{ href: "/console/completions", text: "Completions" }}
    >
      {page.items.length === 0 ? (
        <Nothing>
          <p>First describe the kind of micro-internship.</p>
          <p>
            <a class="button" href="/console/achievements/new">
              New achievement
            </a>
          </p>
        </Nothing>
      ) : (
        <ul class="list choices">
          {page.items.map(({ id, content }) => (
            <li key={id}>
              <a class="card" href={`/console/completions/new?achievement=${id}`}>
                <strong>
                  <Said>{content.title}</Said>
                </strong>
                <Said>{content.summary}</Said>
              </a>
            </li>
          ))}
        </ul>
      )}
      <Older path="/console/completions/new" next={page.next} />
    </ConsolePage>
  );
}
