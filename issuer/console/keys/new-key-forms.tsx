import type { VNode } from "preact";
import type { KeyType } from "../../../core/keys/public-key.ts";
import { keyTypes } from "../../../core/keys/public-key.ts";
import { typesInUse } from "../../signing-keys/keys-in-use.ts";
import { signaturesOf } from "../../signing-keys/signatures-of-keys.ts";
import type { IssuerRecord } from "../../store/records.ts";
import { SelectField } from "../frame/fields.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";

interface NewKeyFormsProps {
  visit: Visit;
  issuer: IssuerRecord;
  form: FormState;
}

/** A new key in place of one, and a first one of another type. */
export function NewKeyForms({ visit, issuer, form }: NewKeyFormsProps): VNode {
  const present = typesInUse(issuer);
  const missing = keyTypes.filter((type) => !present.includes(type));
  return (
    <>
      <OwnForm visit={visit} action="/console/signing-keys/rotate" class="card" label="Use a new key">
        <h2>Use a new key</h2>
        <p>New credentials are signed with it. Everything signed before stays valid.</p>
        {present.length > 1 && (
          <SelectField
            form={form}
            name="rotatedType"
            label="In place of"
            options={present.map((type) => ({ value: type, text: `the ${type} key` }))}
          />
        )}
        <button class="button" type="submit">
          Make a new key
        </button>
      </OwnForm>
      {missing.length > 0 && (
        <OwnForm visit={visit} action="/console/signing-keys" class="card" label="Add a key of another type">
          <h2>Add a key of another type</h2>
          <p>Some signatures need one. Your Ed25519 key goes on signing whatever does not ask for another.</p>
          <SelectField form={form} name="newType" label="Type" options={missing.map(option)} />
          <button class="button second" type="submit">
            Add the key
          </button>
        </OwnForm>
      )}
    </>
  );
}

function option(type: KeyType): { value: string; text: string } {
  return { value: type, text: `${type} (${signaturesOf(type).join(", ")})` };
}
