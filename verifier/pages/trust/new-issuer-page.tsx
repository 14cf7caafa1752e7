import type { VNode } from "preact";
import { Said, shown } from "../../../web/said.tsx";
import type { TrustListView } from "../../trust/trust-list-view.ts";
import { TroubleBox } from "../trouble-box.tsx";
import { VerifierPage } from "../verifier-page.tsx";
import { HowToCheck } from "./how-to-check.tsx";

/** What stands in the form's fields. */
export interface NewIssuerFields {
  did: string;
  name: string;
  reason: string;
  list: string;
  newList: string;
  opinion: string;
}

interface NewIssuerPageProps {
  /** Those that can be edited. */
  lists: TrustListView[];
  fields: NewIssuerFields;
  /** The DID and the name come from a credential: nobody has checked that they belong together. */
  claimed: boolean;
  csrfToken: string;
  trouble?: string;
}

/** The form that puts an issuer on a list. */
export function NewIssuerPage({ lists, fields, claimed, csrfToken, trouble }: NewIssuerPageProps): VNode {
  return (
    <VerifierPage title="Add an issuer" current="/trust">
      <p class="kicker">
        <a href="/trust">Trust</a>
      </p>
      <h1>Add an issuer to a list</h1>
      {trouble && <TroubleBox title="The issuer was not added" words={trouble} />}
      {claimed && (
        <section class="banner caution">
          <span class="mark large caution" aria-hidden="true">
            !
          </span>
          <div>
            <h2>Find out first whose DID this is</h2>
            <p>
              The credential’s issuer calls itself “<Said>{fields.name || "nothing at all"}</Said>”. Anybody
              can write that name into a credential.
            </p>
            <HowToCheck did={fields.did} />
          </div>
        </section>
      )}
      <form class="card" method="post" action="/trust/new-issuer">
        <input type="hidden" name="csrf" value={csrfToken} />
        {claimed && <input type="hidden" name="claimed" value="yes" />}
        <div class="field">
          <label for="did">DID, or the https address of an issuer that has none</label>
          <input
            type="text"
            id="did"
            name="did"
            required
            maxLength={2048}
            value={shown(fields.did)}
            placeholder="did:web:employer.example"
            autocomplete="off"
            spellcheck={false}
          />
        </div>
        <div class="field">
          <label for="name">Name, as you will see it on verdicts</label>
          <input type="text" id="name" name="name" required maxLength={200} value={shown(fields.name)} />
        </div>
        <div class="field">
          <label for="reason">How you know, or why you do not believe it</label>
          <input
            type="text"
            id="reason"
            name="reason"
            required
            maxLength={1000}
            value={shown(fields.reason)}
            placeholder="Asked their HR department by telephone on 3 March"
          />
        </div>
        <fieldset>
          <legend>What you think of it</legend>
          <Choice
            name="opinion"
            value="trust"
            label="Trust it"
            chosen={fields.opinion !== "distrust" && fields.opinion !== "endorses"}
          />
          <Choice
            name="opinion"
            value="endorses"
            label="Trust it, and trust the issuers that it endorses through it"
            chosen={fields.opinion === "endorses"}
          />
          <Choice
            name="opinion"
            value="distrust"
            label="Distrust it, whatever the other lists say"
            chosen={fields.opinion === "distrust"}
          />
        </fieldset>
        <ListField lists={lists} fields={fields} />
        <button class="button" type="submit">
          Add the issuer
        </button>
      </form>
    </VerifierPage>
  );
}

function Choice(props: { name: string; value: string; label: string; chosen: boolean }) {
  const id = `${props.name}-${props.value}`;
  return (
    <p class="sure">
      <input type="radio" id={id} name={props.name} value={props.value} checked={props.chosen} />
      <label for={id}>{props.label}</label>
    </p>
  );
}

function ListField({ lists, fields }: { lists: TrustListView[]; fields: NewIssuerFields }) {
  return (
    <div class="fields">
      {lists.length > 0 && (
        <div class="field">
          <label for="list">List</label>
          <select id="list" name="list">
            {lists.map(({ id, name }) => (
              <option key={id} value={id} selected={id === fields.list}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="field">
        <label for="new-list">{lists.length > 0 ? "… or a new list, called" : "A new list, called"}</label>
        <input
          type="text"
          id="new-list"
          name="newList"
          maxLength={100}
          required={lists.length === 0}
          value={shown(fields.newList) || (lists.length === 0 ? "Issuers we know" : "")}
        />
      </div>
    </div>
  );
}
