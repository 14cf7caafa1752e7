import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said, shown } from "../../../web/said.tsx";
import type { ApiKeyView } from "../../use-cases/api-keys.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { SelectField, TextField } from "../frame/fields.tsx";
import { Chip } from "../frame/list-parts.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";

interface ApiKeysPageProps {
  visit: Visit;
  keys: ApiKeyView[];
  form: FormState;
}

const roleOptions = [
  { value: "issuer", text: "Issuer: may issue and revoke" },
  { value: "auditor", text: "Auditor: may look, and change nothing" },
  { value: "admin", text: "Administrator: may also manage keys" },
];

/** Who may act for the employer. */
export function ApiKeysPage({ visit, keys, form }: ApiKeysPageProps): VNode {
  const lead =
    "Each person or program that acts for you has a key of its own, so that one can be ended without the others.";
  return (
    <ConsolePage visit={visit} title="API keys" part="api-keys" lead={lead}>
      <TroubleBox troubles={form.troubles} />
      <KeyTable visit={visit} keys={keys} />
      {visit.may("change-keys") && (
        <OwnForm visit={visit} action="/console/keys" class="card" label="Create a key">
          <h2>Create a key</h2>
          <div class="fields">
            <TextField
              form={form}
              name="label"
              label="What it is for"
              hint="For example the name of a colleague or a program."
              maxLength={100}
              required
            />
            <SelectField form={form} name="role" label="What it may do" options={roleOptions} required />
          </div>
          <button class="button" type="submit">
            Create the key
          </button>
        </OwnForm>
      )}
    </ConsolePage>
  );
}

function KeyTable({ visit, keys }: { visit: Visit; keys: ApiKeyView[] }) {
  return (
    <DataTable
      label="API keys"
      items={[...keys].sort((one, other) => other.createdAt.localeCompare(one.createdAt))}
      keyOf={({ id }) => id}
      columns={[
        {
          head: "Key",
          cell: ({ id, label }) => (
            <>
              {label && <Said>{label}</Said>} <code>{id}</code>
            </>
          ),
        },
        {
          head: "May",
          cell: ({ role }) => roleOptions.find(({ value }) => value === role)?.text.split(":")[0],
        },
        { head: "Created", cell: ({ createdAt }) => <Moment>{createdAt}</Moment> },
        { head: "State", cell: (key) => <KeyState visit={visit} apiKey={key} /> },
        { head: "Action", cell: (key) => visit.may("change-keys") && <RevokeLink apiKey={key} /> },
      ]}
    />
  );
}

function KeyState({ visit, apiKey: { id, revokedAt } }: { visit: Visit; apiKey: ApiKeyView }) {
  if (revokedAt === undefined) {
    return <Chip tone="good">{id === visit.principal.by ? "In use by you" : "In use"}</Chip>;
  }
  return (
    <>
      <Chip tone="plain">Revoked</Chip> <Moment>{revokedAt}</Moment>
    </>
  );
}

/** Also for a key that is revoked already: what it issued can still be revoked from a moment on. */
function RevokeLink({ apiKey: { id, label, revokedAt } }: { apiKey: ApiKeyView }) {
  const words = revokedAt === undefined ? "Revoke" : "Revoke what it issued";
  return (
    <a href={`/console/keys/${id}/revoke`} aria-label={`${words}: ${shown(label ?? id)}`}>
      {words}
    </a>
  );
}
