import type { VNode } from "preact";
import type { IdentityKind } from "../openid/client-identity.ts";
import { Said } from "./said.tsx";
import { TroubleBox } from "./trouble-box.tsx";
import { VerifierPage } from "./verifier-page.tsx";

/** What stands in the form's fields. */
export interface AskFields {
  /** DIDs that were ticked. */
  issuers: string[];
  /** Further DIDs, one on each line. */
  otherIssuers: string;
  /** Names of skills, one on each line. */
  skills: string;
  months: string;
  format: string;
  identity: string;
  encrypted: boolean;
}

/** The fields of a form that nobody filled in yet. */
export const emptyAskFields: AskFields = {
  issuers: [],
  otherIssuers: "",
  skills: "",
  months: "",
  format: "either",
  identity: "",
  encrypted: false,
};

interface AskPageProps {
  /** Whom this verifier trusts. */
  issuers: { did: string; name: string }[];
  identities: IdentityKind[];
  fields: AskFields;
  /** What is wrong with the fields. */
  trouble?: string;
}

const formatWords = {
  either: "Whatever the wallet has",
  ldp_vc: "Embedded proof (ldp_vc)",
  jwt_vc_json: "JWT (jwt_vc_json)",
};

const identityWords: Record<IdentityKind, string> = {
  "did:web": "Signed, as this website (did:web)",
  "did:jwk": "Signed with this verifier's key (did:jwk)",
  x509_san_dns: "Signed with this website's certificate (x509_san_dns)",
  redirect_uri: "Not signed (redirect_uri)",
};

/** Where a recruiter says what a student should show. */
export function AskPage({ issuers, identities, fields, trouble }: AskPageProps): VNode {
  return (
    <VerifierPage title="Ask for a credential" current="/ask">
      <h1>Ask a student to show a micro-internship</h1>
      <p class="lead">
        You get a code and a link for the student's wallet. This page then shows the verdict.
      </p>
      {trouble && <TroubleBox title="This cannot be asked yet" words={trouble} />}
      <form class="card" method="post" action="/ask">
        <IssuerFields issuers={issuers} fields={fields} />
        <TextLines name="skills" label="With one of these skills (one on each line; leave empty for all)">
          {fields.skills}
        </TextLines>
        <div class="field">
          <label for="months">Ended at most this many months ago (leave empty for any time)</label>
          <input
            type="text"
            inputMode="numeric"
            id="months"
            name="months"
            autocomplete="off"
            value={fields.months}
          />
        </div>
        <details open={fields.identity !== "" || fields.format !== "either" || fields.encrypted}>
          <summary>Technical choices</summary>
          <Choice name="format" label="Format" words={formatWords} chosen={fields.format} />
          <Choice
            name="identity"
            label="How the wallet learns who asks"
            words={{ "": "As usual here", ...pick(identityWords, identities) }}
            chosen={fields.identity}
          />
          <p>
            <label>
              <input type="checkbox" name="encrypted" value="yes" checked={fields.encrypted} /> The wallet
              must encrypt its answer
            </label>
          </p>
        </details>
        <div class="actions">
          <button class="button" type="submit">
            Ask
          </button>
        </div>
      </form>
    </VerifierPage>
  );
}

function IssuerFields({ issuers, fields }: Pick<AskPageProps, "issuers" | "fields">) {
  return (
    <>
      {issuers.length > 0 && (
        <fieldset class="field">
          <legend>Issued by one of these (none ticked: anybody)</legend>
          {issuers.map(({ did, name }) => (
            <p key={did}>
              <label>
                <input type="checkbox" name="issuer" value={did} checked={fields.issuers.includes(did)} />{" "}
                <Said>{name}</Said>
              </label>
            </p>
          ))}
        </fieldset>
      )}
      <TextLines
        name="otherIssuers"
        label={`${issuers.length > 0 ? "Or issued" : "Issued"} by (DIDs, one on each line)`}
      >
        {fields.otherIssuers}
      </TextLines>
    </>
  );
}

function TextLines({ name, label, children }: { name: string; label: string; children: string }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea id={name} name={name} rows={2} spellcheck={false} autocomplete="off">
        {children}
      </textarea>
    </div>
  );
}

type ChoiceProps = { name: string; label: string; words: Record<string, string>; chosen: string };

function Choice({ name, label, words, chosen }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {Object.entries(words).map(([value, text]) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function pick(words: Record<IdentityKind, string>, kinds: IdentityKind[]): Record<string, string> {
  return Object.fromEntries(kinds.map((kind) => [kind, words[kind]]));
}
