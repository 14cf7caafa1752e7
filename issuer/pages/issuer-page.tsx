import type { JsonValue } from "../../core/json/json-value.ts";
import { Page } from "../../web/page.tsx";
import type { IssuerView } from "../use-cases/tenants.ts";

/** What anybody may know of an employer. */
export function IssuerPage({ issuer }: { issuer: IssuerView }) {
  const { name, url, description } = issuer.profile;
  const title = textOf(name) ?? issuer.slug;
  const website = webAddress(url);
  return (
    <Page title={title} site="Stint Issuer">
      <h1>{title}</h1>
      {textOf(description) && <p class="lead">{textOf(description)}</p>}
      <dl>
        <dt>DID</dt>
        <dd>
          <code>{issuer.id}</code>
        </dd>
        {website && <dt>Website</dt>}
        {website && (
          <dd>
            <a href={website} rel="nofollow noreferrer">
              {website}
            </a>
          </dd>
        )}
      </dl>
      <p class="quiet">
        The name and website are this issuer's own words. A credential is its work when the credential is
        verified and names this DID.
      </p>
    </Page>
  );
}

/** The start page: what runs here and where to read on. */
export function HomePage() {
  return (
    <Page title="Welcome" site="Stint Issuer">
      <h1>This is a Stint issuer</h1>
      <p class="lead">Employers issue verifiable credentials for micro-internships here.</p>
      <p>
        It is used over HTTP: see <a href="/docs">the description of its API</a>.
      </p>
    </Page>
  );
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Only http and https become a link: a `javascript:` URL would run. */
function webAddress(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : undefined;
}
