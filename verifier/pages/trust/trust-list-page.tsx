import type { VNode } from "preact";
import type { TrustedIssuer } from "../../../core/verification/trusted-issuer.ts";
import { Said, shown } from "../../../web/said.tsx";
import type { TrustListPage as Content, TrustListView } from "../../trust/trust-list-view.ts";
import { TroubleBox } from "../trouble-box.tsx";
import { VerifierPage } from "../verifier-page.tsx";
import { ListFacts } from "./list-facts.tsx";

/** How many issuers one page shows. */
export const issuersPerPage = 100;

export interface TrustListPageProps {
  list: Content;
  offset: number;
  csrfToken: string;
  trouble?: string;
}

/** One list with its issuers, and what can be done with it. */
export function TrustListPage({ list, offset, csrfToken, trouble }: TrustListPageProps): VNode {
  const address = (from: number) => `/trust/list?id=${list.id}&offset=${from}`;
  return (
    <VerifierPage title={shown(list.name)} current="/trust">
      <p class="kicker">
        <a href="/trust">Trust</a>
      </p>
      <h1>
        <Said>{list.name}</Said>
      </h1>
      <ListFacts list={list} />
      {trouble && <TroubleBox title="That did not work" words={trouble} />}
      {list.kind === "copy" && (
        <form method="post" action="/trust/list">
          <Hidden list={list} csrfToken={csrfToken} action="refresh" />
          <button class="button second" type="submit">
            Copy it again now
          </button>
        </form>
      )}
      <section class="card">
        <h2>Issuers</h2>
        {list.issuers.length === 0 && <p>Nobody is on it here.</p>}
        <ul class="issuers">
          {list.issuers.map((issuer) => (
            <Issuer key={issuer.did} list={list} issuer={issuer} csrfToken={csrfToken} />
          ))}
        </ul>
        <p class="actions">
          {offset > 0 && (
            <a class="button second" href={address(Math.max(0, offset - issuersPerPage))}>
              Earlier
            </a>
          )}
          {list.next !== undefined && (
            <a class="button second" href={address(list.next)}>
              More
            </a>
          )}
          {list.kind === "own" && (
            <a class="button" href={`/trust/new-issuer?list=${list.id}`}>
              Add an issuer
            </a>
          )}
        </p>
      </section>
      {list.kind !== "settings" && <ChangeList list={list} csrfToken={csrfToken} />}
    </VerifierPage>
  );
}

function Issuer(props: { list: TrustListView; issuer: TrustedIssuer; csrfToken: string }) {
  const { list, issuer, csrfToken } = props;
  return (
    <li>
      <h3>
        <Said>{issuer.name}</Said> {issuer.distrusted && <span class="tag bad">distrusted</span>}
        {issuer.endorses && list.kind !== "copy" && <span class="tag good">its endorsements count</span>}
      </h3>
      <p class="did">
        <code>
          <Said>{issuer.did}</Said>
        </code>
      </p>
      <p>
        <Said>{issuer.reason}</Said>
      </p>
      {issuer.for && (
        <p class="quiet">
          Only for <Said>{issuer.for.join(", ")}</Said>
        </p>
      )}
      {list.kind === "own" && (
        <form method="post" action="/trust/list">
          <Hidden list={list} csrfToken={csrfToken} action="remove-issuer" />
          <input type="hidden" name="did" value={issuer.did} />
          <button class="button second small" type="submit" aria-label={`Remove ${shown(issuer.name)}`}>
            Remove
          </button>
        </form>
      )}
    </li>
  );
}

function ChangeList({ list, csrfToken }: { list: TrustListView; csrfToken: string }) {
  return (
    <section class="card">
      <h2>The list itself</h2>
      <form method="post" action="/trust/list">
        <Hidden list={list} csrfToken={csrfToken} action="rename" />
        <div class="field">
          <label for="name">Name</label>
          <input type="text" id="name" name="name" required maxLength={100} value={list.name} />
        </div>
        <button class="button second" type="submit">
          Rename
        </button>
      </form>
      <form method="post" action="/trust/list">
        <Hidden list={list} csrfToken={csrfToken} action="remove" />
        <p class="sure">
          <input type="checkbox" id="sure" name="sure" value="yes" required />
          <label for="sure">I want to remove this list and everything on it</label>
        </p>
        <button class="button second" type="submit">
          Remove the list
        </button>
      </form>
    </section>
  );
}

function Hidden(props: { list: TrustListView; csrfToken: string; action: string }) {
  return (
    <>
      <input type="hidden" name="csrf" value={props.csrfToken} />
      <input type="hidden" name="id" value={props.list.id} />
      <input type="hidden" name="action" value={props.action} />
    </>
  );
}
