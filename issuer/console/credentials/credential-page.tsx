import type { VNode } from "preact";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { printable } from "../../../core/text/printable.ts";
import { Moment } from "../../../web/dates.tsx";
import { Said, shown } from "../../../web/said.tsx";
import type { CredentialDetails } from "../../use-cases/credentials.ts";
import type { NamedCredential } from "../../use-cases/search-credentials.ts";
import { HistoryTable } from "../audit/history-table.tsx";
import { ConsolePage } from "../frame/console-page.tsx";
import { Fact, FactList } from "../frame/facts.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { StateChip } from "./credential-state.tsx";
import { StatusForms } from "./status-forms.tsx";

interface CredentialPageProps {
  visit: Visit;
  details: CredentialDetails & NamedCredential;
  labels: ReadonlyMap<string, string>;
  form: FormState;
}

/** One credential: what it is, what holds for it, what may be done, and what happened to it. */
export function CredentialPage({ visit, details, labels, form }: CredentialPageProps): VNode {
  const { record, title = record, verifiableCredential, failure, supersededBy, history } = details;
  return (
    <ConsolePage
      visit={visit}
      title={shown(title)}
      heading={<Said>{title}</Said>}
      part="credentials"
      above={{ href: "/console/credentials", text: "Credentials" }}
      action={<StateChip view={details} />}
    >
      <TroubleBox troubles={form.troubles} />
      {supersededBy && (
        <p class="note">
          It was replaced by <a href={`/console/credentials/${supersededBy}`}>{supersededBy}</a>, and no
          longer counts.
        </p>
      )}
      {failure && (
        <p class="note">
          It could not be issued: <Said>{failure.detail}</Said>
        </p>
      )}
      <Facts details={details} labels={labels} />
      {visit.may("change-status") && <StatusForms visit={visit} details={details} form={form} />}
      <section aria-labelledby="history">
        <h2 id="history">What happened to it</h2>
        <HistoryTable label="History" items={[...history].reverse()} labels={labels} withoutTarget />
      </section>
      {verifiableCredential && (
        <details class="card">
          <summary>The credential as it was signed</summary>
          <pre class="wrapped">{printable(textOf(verifiableCredential))}</pre>
        </details>
      )}
    </ConsolePage>
  );
}

function textOf(credential: JsonObject | string): string {
  return typeof credential === "string" ? credential : JSON.stringify(credential, null, 2);
}

function Facts({ details, labels }: Pick<CredentialPageProps, "details" | "labels">) {
  const { recipientName, created, apiKey, record, credentialId } = details;
  const { signingKey, cryptosuite, selectiveDisclosure } = details;
  const label = labels.get(apiKey);
  return (
    <FactList>
      {recipientName !== undefined && (
        <Fact name="Student">
          <Said>{recipientName}</Said>
        </Fact>
      )}
      <Fact name="Issued">
        <Moment>{created}</Moment>
      </Fact>
      <Fact name="Issued by">
        {label && <Said>{label}</Said>} <code>{apiKey}</code>
      </Fact>
      <Fact name="Signed with">
        Signing key <code>{signingKey}</code>
        {cryptosuite !== undefined && (
          <>
            , <code>{cryptosuite}</code>
          </>
        )}
        {selectiveDisclosure !== undefined && (
          <>
            , and so that the student can show parts: <code>{selectiveDisclosure}</code>
          </>
        )}
      </Fact>
      <Fact name="Record">
        <code>{record}</code>
      </Fact>
      {credentialId !== undefined && (
        <Fact name="Credential id">
          <code>{shown(credentialId)}</code>
        </Fact>
      )}
    </FactList>
  );
}
