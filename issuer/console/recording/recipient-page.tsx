import type { VNode } from "preact";
import type { CompletionView } from "../../completions/completion-view.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { HandoverFields } from "./handover-fields.tsx";
import { RecipientFields } from "./recipient-fields.tsx";

interface RecipientPageProps {
  visit: Visit;
  completion: CompletionView;
  form: FormState;
}

/** Says anew whom a completion is for, and how it comes to them. */
export function RecipientPage({ visit, completion, form }: RecipientPageProps): VNode {
  const path = `/console/completions/${completion.id}`;
  const isIssued = completion.issued.length > 0;
  return (
    <ConsolePage
      visit={visit}
      title="Change whom it is for"
      part="completions"
      above={{ href: path, text: "The completion" }}
    >
      <TroubleBox troubles={form.troubles} />
      <OwnForm visit={visit} action={`${path}/recipient`} class="card">
        <p>
          {isIssued
            ? "The credential is issued again under the same id, and the one before is revoked: at once when you give a wallet’s identifier, else when the new link is claimed."
            : "An open link stops working, and a new one takes its place."}
        </p>
        <RecipientFields form={form} />
        <HandoverFields form={form} canSendMail={visit.context.sendMail !== undefined} />
        <div class="actions">
          <button class="button" type="submit">
            Save
          </button>
          <a class="button second" href={path}>
            Change nothing
          </a>
        </div>
      </OwnForm>
    </ConsolePage>
  );
}
