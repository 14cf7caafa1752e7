import type { VNode } from "preact";
import { TextField } from "../frame/fields.tsx";
import type { FormState } from "../page-handlers.ts";

/** Whom a completion is for. */
export function RecipientFields({ form }: { form: FormState }): VNode {
  return (
    <fieldset class="first">
      <legend>The student</legend>
      <p class="hint">
        Fill in the e-mail address, or the identifier of the student’s wallet if you have it.
      </p>
      <div class="fields">
        <TextField
          form={form}
          name="recipient.name"
          label="Name"
          hint="Stands in the credential."
          maxLength={200}
        />
        <TextField form={form} name="recipient.email" label="E-mail address" type="email" maxLength={254} />
      </div>
      <TextField
        form={form}
        name="recipient.did"
        label="Wallet’s identifier (DID)"
        hint="With it the credential is issued at once, and nothing has to be claimed."
        maxLength={2048}
      />
    </fieldset>
  );
}
