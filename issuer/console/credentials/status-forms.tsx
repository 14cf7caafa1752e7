import type { VNode } from "preact";
import type { CredentialDetails } from "../../use-cases/credentials.ts";
import { LongField } from "../frame/fields.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { canChange, stateOf } from "./credential-state.tsx";

interface StatusFormsProps {
  visit: Visit;
  details: CredentialDetails;
  form: FormState;
}

/** What may be done to a credential now: one form, with one reason for whichever button is pressed. */
export function StatusForms({ visit, details, form }: StatusFormsProps): VNode | null {
  const state = stateOf(details);
  if (state !== "in force" && state !== "suspended") return null;
  const isRevocable = canChange(details, "revocation");
  const isSuspendable = canChange(details, "suspension");
  if (!isRevocable && !isSuspendable) {
    return <p class="note">It was issued without a way to revoke or suspend it.</p>;
  }
  return (
    <OwnForm
      visit={visit}
      action={`/console/credentials/${details.record}/status`}
      class="card"
      label="Change its status"
    >
      <h2>Change its status</h2>
      <p>
        {isRevocable &&
          "Revoking is final: everybody who verifies it sees at once that it no longer counts. "}
        {isSuspendable && "A suspension can be lifted."}
      </p>
      <LongField
        form={form}
        name="reason"
        label="Reason"
        hint="Kept in the history. Others do not see it."
        rows={2}
        maxLength={500}
        required
      />
      <div class="actions">
        {isSuspendable && (
          <button
            class="button second"
            type="submit"
            name="change"
            value={state === "suspended" ? "reinstate" : "suspend"}
          >
            {state === "suspended" ? "Reinstate" : "Suspend"}
          </button>
        )}
        {isRevocable && (
          <button class="button danger" type="submit" name="change" value="revoke">
            Revoke
          </button>
        )}
      </div>
    </OwnForm>
  );
}
