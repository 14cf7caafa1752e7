import type { VNode } from "preact";
import { Said } from "../../../web/said.tsx";
import type { ApiKeyView } from "../../use-cases/api-keys.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { TextField } from "../frame/fields.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";

interface RevokeKeyPageProps {
  visit: Visit;
  apiKey: ApiKeyView;
  form: FormState;
}

/** Asks whether an API key is to end, and what it issued with it. */
export function RevokeKeyPage({ visit, apiKey, form }: RevokeKeyPageProps): VNode {
  const { id, label } = apiKey;
  return (
    <ConsolePage
      visit={visit}
      title="Revoke an API key"
      part="api-keys"
      above={{ href: "/console/keys", text: "API keys" }}
    >
      <TroubleBox troubles={form.troubles} />
      <OwnForm visit={visit} action={`/console/keys/${id}/revoke`} class="card">
        <p>
          {label && <Said>{label}</Said>} <code>{id}</code> stops working at once. What it issued stays as it
          is, unless you say from when on it is not to be believed.
        </p>
        {id === visit.principal.by && (
          <p class="note">
            <strong>This is the key that you signed in with.</strong> You will be signed out.
          </p>
        )}
        <TextField
          form={form}
          name="since"
          label="Also revoke what it issued since (UTC)"
          type="datetime-local"
          hint="Fill this in when the key was stolen: from the last moment that you are sure of. It cannot be undone."
        />
        <div class="actions">
          <button class="button danger" type="submit">
            Revoke the key
          </button>
          <a class="button second" href="/console/keys">
            Keep it
          </a>
        </div>
      </OwnForm>
    </ConsolePage>
  );
}
