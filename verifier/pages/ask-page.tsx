import type { VNode } from "preact";
import { Said } from "../../web/said.tsx";
import type { IdentityKind } from "../openid/client-identity.ts";
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
      <p class="quiet">
        Only what you choose here is asked for, no name and no university. Where the credential allows it, the
        student can leave out the rest.
      </p>
      {trouble && <TroubleBox title="This cannot be asked yet" words={trouble} />}
      <form class="card" method="post" action="/ask">
        {issuers.length > 0 && <IssuerChoices issuers={issuers} chosen={fields.issuers} />}
        <TextLines
          name="skills"
          label="With one of these skills"
          hint="One on each line, spelled as in the credential. Leave empty for any."
        >
          {fields.skills}
        </TextLines>
        <div class="field">
          <label for="months">Ended at most this many months ago</label>
          <input
            type="text"
            inputMode="numeric"
            id="months"
            name="months"
            autocomplete="off"
            value={fields.months}
            aria-describedby="months-hint"
          />
          <p class="quiet" id="months-hint">
            Leave empty for any time.
          </p>
        </div>
        <details open={hasTechnicalChoices(fields)}>
          <summary>Technical choices</summary>
          <TextLines
            name="otherIssuers"
            label={issuers.length > 0 ? "Or issued by other DIDs" : "Issued by one of these DIDs"}
            hint="One on each line. Leave empty for any."
          >
            {fields.otherIssuers}
          </TextLines>
          <Choice name="format" label="Format" words={formatWords} chosen={fields.format} />
          <Choice
            name="identity"
            label="How the wallet learns who asks"
            words={{ "": "As usual here", ...pick(identityWords, identities) }}
            chosen={fields.identity}
          />
          <p class="sure">
            <input type="checkbox" id="encrypted" name="encrypted" value="yes" checked={fields.encrypted} />
            <label for="encrypted">The wallet must encrypt its answer</label>
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

function hasTechnicalChoices({ otherIssuers, identity, format, encrypted }: AskFields): boolean {
  return otherIssuers !== "" || identity !== "" || format !== "either" || encrypted;
}

function IssuerChoices({ issuers, chosen }: { issuers: AskPageProps["issuers"]; chosen: string[] }) {
  return (
    <fieldset class="field">
      <legend>Issued by one of these (none ticked: anybody)</legend>
      {issuers.map(({ did, name }, index) => (
        <p class="sure" key={did}>
          <input
            type="checkbox"
            id={`issuer-${index}`}
            name="issuer"
            value={did}
            checked={chosen.includes(did)}
          />
          <label for={`issuer-${index}`}>
            <Said>{name}</Said>
          </label>
        </p>
      ))}
    </fieldset>
  );
}

type TextLinesProps = { name: string; label: string; hint: string; children: string };

function TextLines({ name, label, hint, children }: TextLinesProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea
        id={name}
        name={name}
        rows={2}
        spellcheck={false}
        autocomplete="off"
        aria-describedby={`${name}-hint`}
      >
        {children}
      </textarea>
      <p class="quiet" id={`${name}-hint`}>
        {hint}
      </p>
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
