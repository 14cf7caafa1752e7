import type { VNode } from "preact";
import type { SigningKeyView } from "../../signing-keys/signing-key-view.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { TextField } from "../frame/fields.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { wordsForKey } from "./signing-key-words.ts";

interface WithdrawPageProps {
  visit: Visit;
  signingKey: SigningKeyView;
  form: FormState;
}

/** Asks whether a signing key is to be withdrawn, and tells what that breaks. */
export function WithdrawSigningKeyPage({ visit, signingKey, form }: WithdrawPageProps): VNode {
  return (
    <ConsolePage
      visit={visit}
      title={`Withdraw a signing key: ${wordsForKey(signingKey)}`}
      part="signing-keys"
      above={{ href: "/console/signing-keys", text: "Signing keys" }}
    >
      <TroubleBox troubles={form.troubles} />
      <OwnForm visit={visit} action={`/console/signing-keys/${signingKey.name}/revoke`} class="card">
        <p>
          <strong>Every credential that this key signed stops verifying, for good.</strong> Do this only when
          somebody else may have the key; afterwards issue the credentials again.
        </p>
        {signingKey.inUse && <p>It is in use: a new one takes its place at once.</p>}
        <TextField
          form={form}
          name="since"
          label="Also mark as revoked what it signed since (UTC)"
          type="datetime-local"
          hint="From the last moment that you are sure of."
        />
        <div class="actions">
          <button class="button danger" type="submit">
            Withdraw the key
          </button>
          <a class="button second" href="/console/signing-keys">
            Keep it
          </a>
        </div>
      </OwnForm>
    </ConsolePage>
  );
}
