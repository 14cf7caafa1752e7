import type { VNode } from "preact";
import { Page } from "../../web/page.tsx";

export interface HomePageProps {
  site: string;
  /** The host that presentations to this verifier are made for. */
  domain: string;
  /** What was in the fields, to be put back into them. */
  fields?: { document: string; challenge: string; domain: string };
  /** A challenge was made just now. */
  fresh?: boolean;
  /** Why the document could not be read. */
  trouble?: string;
}

/** The page where a recruiter pastes, drops or chooses what a student sent. */
export function HomePage({ site, domain, fields, fresh = false, trouble }: HomePageProps): VNode {
  return (
    <Page title="Verify a credential" site={site} scripts={["drop-zone.js"]}>
      <h1>Is this micro-internship credential genuine?</h1>
      <p class="lead">
        Paste what the student sent you. You see what work was done, for whom, and whether it can be believed.
        Nothing is kept.
      </p>
      {trouble && (
        <section class="banner bad" role="alert">
          <span class="mark large bad" aria-hidden="true">
            ✕
          </span>
          <div>
            <h2>This could not be read</h2>
            <p>{trouble}</p>
          </div>
        </section>
      )}
      <form class="card" method="post" action="/verify">
        <div class="field">
          <label for="document">Credential or presentation (JSON)</label>
          <textarea
            class="code"
            id="document"
            name="document"
            required
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            placeholder='{ "@context": [ …'
          >
            {fields?.document ?? ""}
          </textarea>
        </div>
        <div class="field drop" id="drop-zone" hidden>
          <p>
            <label for="file">… or drop a file anywhere on this page, or choose one:</label>
            <input type="file" id="file" accept=".json,.jsonld,application/json" />
          </p>
          <p class="quiet" id="file-status" aria-live="polite">
            The file is read here, in your browser; it is sent when you press “Verify”.
          </p>
        </div>
        <noscript>
          <p class="quiet">Choosing a file needs JavaScript; pasting works without.</p>
        </noscript>
        <ChallengeFields domain={domain} fields={fields} fresh={fresh} />
        <div class="actions">
          <button class="button" type="submit">
            Verify
          </button>
          <button class="button second" type="submit" formaction="/challenge" formnovalidate>
            Make a challenge
          </button>
        </div>
      </form>
    </Page>
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
