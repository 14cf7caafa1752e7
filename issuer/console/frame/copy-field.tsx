import type { VNode } from "preact";

/** A text that people take elsewhere: it can be selected, and copied with a button where there is JavaScript. */
export function CopyField({ id, label, value }: { id: string; label: string; value: string }): VNode {
  return (
    <div class="field copy">
      <label for={id}>{label}</label>
      <div class="row">
        <input class="code" type="text" id={id} value={value} readonly autocomplete="off" />
        <button class="button second small" type="button" data-copy={id} hidden>
          Copy
        </button>
      </div>
    </div>
  );
}
