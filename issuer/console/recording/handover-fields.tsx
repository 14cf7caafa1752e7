import type { VNode } from "preact";
import { SelectField } from "../frame/fields.tsx";
import type { FormState } from "../page-handlers.ts";

/** How the credential comes to a student whose wallet is not known. */
export function HandoverFields({ form, canSendMail }: { form: FormState; canSendMail: boolean }): VNode {
  return (
    <fieldset>
      <legend>How it comes to the student</legend>
      <div class="fields">
        <SelectField
          form={form}
          name="handover"
          label="Way"
          options={[
            { value: "link", text: "A link to claim it" },
            { value: "code", text: "A link, and a code told separately" },
            { value: "now", text: "Issue now for the e-mail address" },
          ]}
        />
        <SelectField
          form={form}
          name="days"
          label="How long the link works"
          options={[
            { value: "14", text: "14 days" },
            { value: "7", text: "7 days" },
            { value: "30", text: "30 days" },
            { value: "90", text: "90 days" },
          ]}
        />
        {canSendMail && (
          <SelectField
            form={form}
            name="sendMail"
            label="Sending the link"
            options={[
              { value: "yes", text: "Mail it to the student" },
              { value: "no", text: "I hand it over myself" },
            ]}
          />
        )}
      </div>
      {!canSendMail && <p class="hint">You get the link to hand it over: this service sends no mail.</p>}
    </fieldset>
  );
}
