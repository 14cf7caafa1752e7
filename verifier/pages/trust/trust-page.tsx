import type { VNode } from "preact";
import { Said } from "../../../web/said.tsx";
import type { TrustListView } from "../../trust/trust-list-view.ts";
import { TroubleBox } from "../trouble-box.tsx";
import { VerifierPage } from "../verifier-page.tsx";
import { ListFacts } from "./list-facts.tsx";

export interface TrustPageProps {
  lists: TrustListView[];
  csrfToken: string;
  /** What was typed for a new list, to be put back. */
  typed?: { name: string; url: string; text: string };
  trouble?: string;
}

/** All lists of this verifier, and how to get another one. */
export function TrustPage({ lists, csrfToken, typed, trouble }: TrustPageProps): VNode {
  return (
    <VerifierPage title="Trust" current="/trust">
      <h1>Whom this verifier believes</h1>
      <p class="lead">
        A genuine credential is worth as much as its issuer. Each list has its own say: an issuer counts as
        distrusted when any list distrusts it, else as trusted when any list trusts it.
      </p>
      {trouble && <TroubleBox title="That did not work" words={trouble} />}
      <section class="card">
        <h2>Lists</h2>
        {lists.length === 0 && <p>There is none yet, so every issuer is unknown.</p>}
        <ul class="trust-lists">
          {lists.map((list) => (
            <li key={list.id}>
              <h3>
                <a href={`/trust/list?id=${list.id}`}>
                  <Said>{list.name}</Said>
                </a>
              </h3>
              <ListFacts list={list} />
            </li>
          ))}
        </ul>
        <p>
          <a class="button" href="/trust/new-issuer">
            Add an issuer
          </a>
        </p>
      </section>
      <NewListForm csrfToken={csrfToken} typed={typed} />
      <form method="post" action="/trust/sign-out">
        <input type="hidden" name="csrf" value={csrfToken} />
        <button class="button second" type="submit">
          Sign out
        </button>
      </form>
    </VerifierPage>
  );
}

function NewListForm({
  csrfToken,
  typed,
}: {
  csrfToken: string;
  typed: TrustPageProps["typed"] | undefined;
}) {
  return (
    <form class="card" method="post" action="/trust/new-list" enctype="multipart/form-data">
      <h2>Make a list, or take over somebody else’s</h2>
      <input type="hidden" name="csrf" value={csrfToken} />
      <div class="field">
        <label for="name">Name of the list</label>
        <input
          type="text"
          id="name"
          name="name"
          required
          maxLength={100}
          value={typed?.name ?? ""}
          autocomplete="off"
        />
      </div>
      <fieldset>
        <legend>Its issuers: give one of these, or none for an empty list</legend>
        <div class="field">
          <label for="url">An address to copy from, daily</label>
          <input
            type="url"
            id="url"
            name="url"
            maxLength={2048}
            placeholder="https://"
            value={typed?.url ?? ""}
            autocomplete="off"
          />
        </div>
        <div class="field">
          <label for="list-file">A file</label>
          <input type="file" id="list-file" name="file" accept=".json,application/json" />
        </div>
        <div class="field">
          <label for="text">Its text</label>
          <textarea class="code short" id="text" name="text" spellcheck={false} autocomplete="off">
            {typed?.text ?? ""}
          </textarea>
        </div>
        <p class="quiet">
          Stint’s own format, or a registry of the Digital Credentials Consortium. Whoever keeps a list that
          you copy decides whom you believe: take only lists of those you trust with that.
        </p>
      </fieldset>
      <button class="button" type="submit">
        Make the list
      </button>
    </form>
  );
}
