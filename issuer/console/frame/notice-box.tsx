import type { VNode } from "preact";
import { shown } from "../../../web/said.tsx";
import type { Notice } from "../notices.ts";
import type { Trouble } from "../page-handlers.ts";
import { CopyField } from "./copy-field.tsx";

/** What the last action came to. */
export function NoticeBox({ notice: { kind, text, secret } }: { notice: Notice }): VNode {
  return (
    <section class={`banner ${kind === "done" ? "good" : "bad"}`} role={kind === "done" ? "status" : "alert"}>
      <div class="grow">
        <p>{shown(text)}</p>
        {secret && <CopyField id="secret" label={secret.label} value={secret.value} />}
      </div>
    </section>
  );
}

/** Everything that is wrong with a form, each with a way to its field. */
export function TroubleBox({ troubles }: { troubles: Trouble[] }): VNode | null {
  if (troubles.length === 0) return null;
  return (
    <section class="banner bad" role="alert">
      <div>
        <h2>Please look at this again</h2>
        <ul class="list">
          {troubles.map(({ field, reason }) => (
            <li key={`${field} ${reason}`}>
              {field === undefined ? shown(reason) : <a href={`#${field}`}>{shown(reason)}</a>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
