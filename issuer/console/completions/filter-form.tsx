import type { VNode } from "preact";
import { shown } from "../../../web/said.tsx";
import { stateWords } from "./completion-state.tsx";
import type { CompletionFilter } from "./find-completions.ts";

/** Narrows a list of completions down. */
export function FilterForm({ path, filter }: { path: string; filter: CompletionFilter }): VNode {
  return (
    <form class="search fields" method="get" action={path} aria-label="Narrow down">
      <div>
        <label for="q">Student, reference or title</label>
        <input
          type="search"
          id="q"
          name="q"
          value={shown(filter.text ?? "")}
          maxLength={500}
          autocomplete="off"
        />
      </div>
      <div>
        <label for="state">State</label>
        <select id="state" name="state">
          <option value="">Any</option>
          {Object.entries(stateWords).map(([state, words]) => (
            <option key={state} value={state} selected={state === filter.state}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div class="end">
        <button class="button second" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}
