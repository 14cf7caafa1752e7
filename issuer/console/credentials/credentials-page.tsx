import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said, shown } from "../../../web/said.tsx";
import type { NamedCredential } from "../../use-cases/search-credentials.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { Nothing, Older } from "../frame/list-parts.tsx";
import type { Visit } from "../visit.ts";
import { canChange, StateChip } from "./credential-state.tsx";

interface CredentialsPageProps {
  visit: Visit;
  items: NamedCredential[];
  /** The cursor of the next page of the whole list. */
  next?: string | undefined;
  /** What was searched for. */
  search: string;
  /** The search did not look at everything. */
  incomplete?: boolean;
}

/** What was issued, newest first, or what a search found. */
export function CredentialsPage({
  visit,
  items,
  next,
  search,
  incomplete = false,
}: CredentialsPageProps): VNode {
  return (
    <ConsolePage visit={visit} title="Credentials" part="credentials">
      <SearchForm search={search} />
      {search !== "" && (
        <p role="status">
          {items.length === 0 ? "Nothing was found for " : `Found for `}“<Said>{search}</Said>”
          {items.length > 0 && `: ${items.length}`}. <a href="/console/credentials">Show all</a>
        </p>
      )}
      {incomplete && (
        <p class="note">
          There may be more: only the newest were looked at, and 100 at most are shown. Give more letters, or
          the id of the credential.
        </p>
      )}
      {items.length > 0 && <Chooser visit={visit} items={items} />}
      {items.length === 0 && search === "" && (
        <Nothing>
          <p>Nothing has been issued yet.</p>
          <p>
            <a href="/console/completions/new">Record a completion</a>: the credential is issued when the
            student claims it.
          </p>
        </Nothing>
      )}
      <Older path="/console/credentials" next={next} />
    </ConsolePage>
  );
}

function SearchForm({ search }: { search: string }) {
  return (
    <form class="search" method="get" action="/console/credentials" aria-label="Search">
      <label for="q">Search by student, e-mail address, title, your reference, or the credential’s id</label>
      <div class="row">
        <input type="search" id="q" name="q" value={shown(search)} maxLength={500} autocomplete="off" />
        <button class="button" type="submit">
          Search
        </button>
      </div>
    </form>
  );
}

/** The list; whoever may revoke can choose several. */
function Chooser({ visit, items }: { visit: Visit; items: NamedCredential[] }) {
  const mayChoose = visit.may("change-status") && items.some((item) => canChange(item, "revocation"));
  if (!mayChoose) return <CredentialTable items={items} mayChoose={false} />;
  return (
    <form method="get" action="/console/credentials/revoke" aria-label="Choose credentials">
      <CredentialTable items={items} mayChoose />
      <p>
        <button class="button second" type="submit">
          Revoke the chosen ones …
        </button>
      </p>
    </form>
  );
}

function CredentialTable({ items, mayChoose }: { items: NamedCredential[]; mayChoose: boolean }) {
  const choose = { head: "Choose", cell: (item: NamedCredential) => <Choice item={item} /> };
  return (
    <DataTable
      label="Credentials"
      items={items}
      keyOf={({ record }) => record}
      columns={[
        ...(mayChoose ? [choose] : []),
        {
          head: "Credential",
          cell: ({ record, title }) => (
            <a href={`/console/credentials/${record}`}>
              {title === undefined ? record : <Said>{title}</Said>}
            </a>
          ),
        },
        { head: "Student", cell: ({ recipientName = "" }) => <Said>{recipientName}</Said> },
        { head: "Issued", cell: ({ created }) => <Moment>{created}</Moment> },
        { head: "State", cell: (item) => <StateChip view={item} /> },
      ]}
    />
  );
}

function Choice({ item }: { item: NamedCredential }) {
  if (!canChange(item, "revocation")) return null;
  const { record, title = record, recipientName } = item;
  const words = recipientName === undefined ? title : `${title}, ${recipientName}`;
  return <input type="checkbox" name="record" value={record} aria-label={`Choose ${shown(words)}`} />;
}
