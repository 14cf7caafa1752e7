import type { JsonValue } from "../../core/json/json-value.ts";
import { Page } from "../../web/page.tsx";
import { ForeignLink, Said, shown } from "../../web/said.tsx";
import type { AchievementRecord } from "../completions/records.ts";
import type { IssuerView } from "../use-cases/tenants.ts";
import { AchievementList } from "./achievement-list.tsx";
import { nameOf } from "./issuer-name.ts";

interface IssuerPageProps {
  issuer: IssuerView;
  /** Of the service. */
  publicUrl: string;
  /** The newest of them. */
  achievements: AchievementRecord[];
}

/** What anybody may know of an employer. */
export function IssuerPage({ issuer, publicUrl, achievements }: IssuerPageProps) {
  const { url, description } = issuer.profile;
  const name = nameOf(issuer);
  const about = textOf(description);
  const home = `/issuers/${issuer.slug}`;
  return (
    <Page
      title={shown(name)}
      site="Stint Issuer"
      preview={{
        url: publicUrl + home,
        description:
          about === undefined ? `${shown(name)} issues credentials for micro-internships.` : shown(about),
      }}
    >
      <h1>
        <Said>{name}</Said>
      </h1>
      {about !== undefined && (
        <p class="lead">
          <Said>{about}</Said>
        </p>
      )}
      <dl class="facts">
        <div>
          <dt>DID</dt>
          <dd>
            <code>{issuer.id}</code>
          </dd>
        </div>
        {textOf(url) && (
          <div>
            <dt>Website</dt>
            <dd>
              <ForeignLink href={String(url)}>{String(url)}</ForeignLink>
            </dd>
          </div>
        )}
      </dl>
      {achievements.length > 0 && (
        <>
          <h2>
            <a href={`${home}/achievements`}>Micro-internships</a>
          </h2>
          <AchievementList slug={issuer.slug} items={achievements} />
        </>
      )}
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
        Employers <a href="/console">sign in to the console</a>. Programs use it over HTTP: see{" "}
        <a href="/docs">the description of its API</a>.
      </p>
    </Page>
  );
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
