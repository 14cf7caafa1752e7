import type { VNode } from "preact";
import { Said } from "../../../web/said.tsx";
import type { NamedCredential } from "../../use-cases/search-credentials.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { LongField } from "../frame/fields.tsx";
import { Nothing } from "../frame/list-parts.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { canChange } from "./credential-state.tsx";

interface BulkRevokePageProps {
  visit: Visit;
  chosen: NamedCredential[];
  form: FormState;
}

/** Names what was chosen, and asks once more before it is revoked. */
export function BulkRevokePage({ visit, chosen, form }: BulkRevokePageProps): VNode {
  const revocable = chosen.filter((item) => canChange(item, "revocation"));
  const leftOut = chosen.length - revocable.length;
  return (
    <ConsolePage
      visit={visit}
      title={revocable.length === 1 ? "Revoke one credential?" : `Revoke ${revocable.length} credentials?`}
      part="credentials"
      above={{ href: "/console/credentials", text: "Credentials" }}
    >
      <TroubleBox troubles={form.troubles} />
      {leftOut > 0 && <p class="note">Left out, because they cannot be revoked: {leftOut}.</p>}
      {revocable.length === 0 ? (
        <Nothing>
          <p>Nothing was chosen that can be revoked. Go back to the list, and choose at least one.</p>
        </Nothing>
      ) : (
        <OwnForm visit={visit} action="/console/credentials/revoke" class="card">
          <ol>
            {revocable.map(({ record, title = record, recipientName }) => (
              <li key={record}>
                <input type="hidden" name="record" value={record} />
                <Said>{title}</Said>
                {recipientName !== undefined && (
                  <>
                    {", "}
                    <Said>{recipientName}</Said>
                  </>
                )}{" "}
                <small class="quiet">{record}</small>
              </li>
            ))}
          </ol>
          <p>Revoking is final: everybody who verifies them sees at once that they no longer count.</p>
          <LongField
            form={form}
            name="reason"
            label="Reason, for all of them"
            hint="Kept in the history of each. Others do not see it."
            rows={2}
            maxLength={500}
            required
          />
          <div class="actions">
            <button class="button danger" type="submit">
              {revocable.length === 1 ? "Revoke it" : `Revoke all ${revocable.length}`}
            </button>
            <a class="button second" href="/console/credentials">
              Keep them
            </a>
          </div>
        </OwnForm>
      )}
    </ConsolePage>
  );
}
