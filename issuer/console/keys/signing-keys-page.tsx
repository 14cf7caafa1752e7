import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import type { IssuerRecord } from "../../store/records.ts";
import type { SigningKeyView } from "../../use-cases/signing-keys.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { Chip } from "../frame/list-parts.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";

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
        items={[...keys].reverse()}
        keyOf={({ version }) => String(version)}
        columns={[
          { head: "Key", cell: ({ version }) => `Version ${version}` },
          { head: "Made", cell: ({ createdAt }) => <Moment>{createdAt}</Moment> },
          { head: "State", cell: (key) => <KeyState signingKey={key} inUse={issuer.signingKeyVersion} /> },
          { head: "Public part", cell: ({ publicKeyMultibase }) => <code>{publicKeyMultibase}</code> },
          {
            head: "Action",
            cell: ({ version, revokedAt }) =>
              mayChange && (
                <a
                  href={`/console/signing-keys/${version}/revoke`}
                  aria-label={`Withdraw version ${version}`}
                >
                  {revokedAt === undefined ? "Withdraw" : "Revoke what it signed"}
                </a>
              ),
          },
        ]}
      />
      {mayChange && (
        <OwnForm visit={visit} action="/console/signing-keys/rotate" class="card" label="Use a new key">
          <h2>Use a new key</h2>
          <p>New credentials are signed with it. Everything signed before stays valid.</p>
          <button class="button" type="submit">
            Make a new key
          </button>
        </OwnForm>
      )}
      {!isChangeable && (
        <p class="note">
          This employer’s identifier is its key, so the key can be neither replaced nor withdrawn. Ask whoever
          runs the service for an identifier on the web.
        </p>
      )}
    </ConsolePage>
  );
}

function KeyState({ signingKey, inUse }: { signingKey: SigningKeyView; inUse: number }) {
  if (signingKey.revokedAt !== undefined) {
    return (
      <>
        <Chip tone="bad">Withdrawn</Chip> <Moment>{signingKey.revokedAt}</Moment>
      </>
    );
  }
  return signingKey.version === inUse ? <Chip tone="good">In use</Chip> : <Chip tone="plain">Earlier</Chip>;
}
