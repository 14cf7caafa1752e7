import type { VNode } from "preact";
import { keyTypes } from "../../../core/keys/public-key.ts";
import { Moment } from "../../../web/dates.tsx";
import type { SigningKeyView } from "../../signing-keys/signing-key-view.ts";
import type { IssuerRecord } from "../../store/records.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { Chip } from "../frame/list-parts.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { NewKeyForms } from "./new-key-forms.tsx";
import { wordsForKey } from "./signing-key-words.ts";

interface SigningKeysPageProps {
  visit: Visit;
  issuer: IssuerRecord;
  keys: SigningKeyView[];
  form: FormState;
}

/** What the employer signs its credentials with. */
export function SigningKeysPage({ visit, issuer, keys, form }: SigningKeysPageProps): VNode {
  const isChangeable = issuer.method === "web";
  const mayChange = visit.may("change-keys") && isChangeable;
  const lead = "Your credentials are signed with these keys. The service keeps them; nobody sees them.";
  return (
    <ConsolePage visit={visit} title="Signing keys" part="signing-keys" lead={lead}>
      <TroubleBox troubles={form.troubles} />
      <DataTable
        label="Signing keys"
        items={keys.toSorted(byTypeNewestFirst)}
        keyOf={({ name }) => name}
        columns={[
          {
            head: "Key",
            cell: (key) => (
              <>
                {wordsForKey(key)}
                <br />
                <small class="quiet">{key.signsWith.join(", ")}</small>
              </>
            ),
          },
          { head: "Made", cell: ({ createdAt }) => <Moment>{createdAt}</Moment> },
          { head: "State", cell: (key) => <KeyState signingKey={key} /> },
          {
            head: "Public part",
            cell: ({ publicKeyMultibase, publicKeyJwk }) => (
              <code>{publicKeyMultibase ?? JSON.stringify(publicKeyJwk)}</code>
            ),
          },
          {
            head: "Action",
            cell: (key) =>
              mayChange && (
                <a
                  href={`/console/signing-keys/${key.name}/revoke`}
                  aria-label={`Withdraw: ${wordsForKey(key)}`}
                >
                  {key.revokedAt === undefined ? "Withdraw" : "Revoke what it signed"}
                </a>
              ),
          },
        ]}
      />
      {mayChange && <NewKeyForms visit={visit} issuer={issuer} form={form} />}
      {!isChangeable && (
        <p class="note">
          This employer’s identifier is its key, so the key can be neither replaced nor withdrawn, and is the
          only one. Ask whoever runs the service for an identifier on the web.
        </p>
      )}
    </ConsolePage>
  );
}

function byTypeNewestFirst(one: SigningKeyView, other: SigningKeyView): number {
  return keyTypes.indexOf(one.type) - keyTypes.indexOf(other.type) || other.version - one.version;
}

function KeyState({ signingKey }: { signingKey: SigningKeyView }) {
  if (signingKey.revokedAt !== undefined) {
    return (
      <>
        <Chip tone="bad">Withdrawn</Chip> <Moment>{signingKey.revokedAt}</Moment>
      </>
    );
  }
  return signingKey.inUse ? <Chip tone="good">In use</Chip> : <Chip tone="plain">Earlier</Chip>;
}
