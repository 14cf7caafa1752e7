import type { VNode } from "preact";
import { maxEvidenceFiles } from "../documents/document-limits.ts";
import { TroubleBox } from "./trouble-box.tsx";
import { VerifierPage } from "./verifier-page.tsx";

export interface HomePageProps {
  /** The host that presentations to this verifier are made for. */
  domain: string;
  /** What was in the fields, to be put back into them. */
  fields?: { document: string; challenge: string; domain: string };
  /** A challenge was made just now. */
  fresh?: boolean;
  /** Why the document could not be read. */
  trouble?: string;
}

/** The page where a recruiter gives what a student sent: as text, as a file, or as a link. */
export function HomePage({ domain, fields, fresh = false, trouble }: HomePageProps): VNode {
  return (
    <VerifierPage title="Verify a credential" current="/" scripts={["drop-zone.js"]}>
      <h1>Is this micro-internship credential genuine?</h1>
      <p class="lead">
        Give what the student sent you. You see what work was done, for whom, and whether it can be believed.
        Nothing is kept.
      </p>
      {trouble && <TroubleBox title="This could not be read" words={trouble} />}
      <form class="card" method="post" action="/verify" enctype="multipart/form-data">
        <div class="field">
          <label for="document">Credential or presentation, or a link to it</label>
          <textarea
            class="code"
            id="document"
            name="document"
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            placeholder='{ "@context": [ …     or     eyJhbGci…     or     https://…'
            aria-describedby="document-hint"
          >
            {fields?.document ?? ""}
          </textarea>
          <p class="quiet" id="document-hint">
            JSON, a JWT, or an https link. A link is opened from here, so whoever runs that site sees that
            this verifier asked.
          </p>
        </div>
        <div class="field drop" id="drop-zone">
          <label for="file">
            … or a file: the credential, a badge (PNG, SVG) that holds it, or the page of a portfolio
          </label>
          <input
            type="file"
            id="file"
            name="file"
            accept=".json,.jsonld,.jwt,.jws,.txt,.html,.png,.svg,application/json"
          />
          <p class="quiet" id="file-status" aria-live="polite" />
        </div>
        <EvidenceField />
        <ChallengeFields domain={domain} fields={fields} fresh={fresh} />
        <div class="actions">
          <button class="button" type="submit">
            Verify
          </button>
          <button class="button second" type="submit" formaction="/challenge">
            Make a challenge
          </button>
        </div>
      </form>
      <p class="quiet">
        Nothing sent yet? <a href="/ask">Ask the student for a presentation</a>: with a code to scan, or a
        link.
      </p>
    </VerifierPage>
  );
}

function EvidenceField() {
  return (
    <details>
      <summary>Did files come along with it?</summary>
      <div class="field">
        <label for="evidence">Files that the credential names as evidence</label>
        <input type="file" id="evidence" name="evidence" multiple aria-describedby="evidence-hint" />
        <p class="quiet" id="evidence-hint">
          Their digests are compared with those that were signed. At most {maxEvidenceFiles} files, 16 MiB
          together.
        </p>
      </div>
    </details>
  );
}

type ChallengeFieldsProps = { domain: string; fields: HomePageProps["fields"] | undefined; fresh: boolean };

function ChallengeFields({ domain, fields, fresh }: ChallengeFieldsProps) {
  return (
    <details open={fresh || Boolean(fields?.challenge)}>
      <summary>Did the student present it to you just now?</summary>
      {fresh ? (
        <div class="note" role="status">
          <p>
            A challenge for one use in the next ten minutes. Ask the student to present with it, and paste the
            answer above:
          </p>
          <pre>{`stint present --challenge ${fields?.challenge ?? ""} --domain ${domain}`}</pre>
        </div>
      ) : (
        <p class="quiet">
          A challenge proves that the person in front of you owns the credential, and did not copy it. Make
          one, and let the student present to it.
        </p>
      )}
      <div class="fields">
        <div class="field">
          <label for="challenge">Challenge</label>
          <input
            type="text"
            id="challenge"
            name="challenge"
            value={fields?.challenge ?? ""}
            autocomplete="off"
          />
        </div>
        <div class="field">
          <label for="domain">Domain</label>
          <input type="text" id="domain" name="domain" value={fields?.domain || domain} autocomplete="off" />
        </div>
      </div>
    </details>
  );
}
