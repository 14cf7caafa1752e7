import type { VNode } from "preact";
import { Page } from "../../web/page.tsx";
import { Said, shown } from "../../web/said.tsx";
import type { AchievementRecord } from "../completions/records.ts";
import type { IssuerView } from "../use-cases/tenants.ts";
import { AchievementList } from "./achievement-list.tsx";
import { nameOf } from "./issuer-name.ts";

interface AchievementsPageProps {
  issuer: IssuerView;
  /** Of the service. */
  publicUrl: string;
  items: AchievementRecord[];
  /** Where the next page begins. */
  next: string | undefined;
}

/** The kinds of micro-internships at an employer. */
export function AchievementsPage({ issuer, publicUrl, items, next }: AchievementsPageProps): VNode {
  const home = `/issuers/${issuer.slug}`;
  const name = nameOf(issuer);
  return (
    <Page
      title={`Micro-internships at ${shown(name)}`}
      site="Stint Issuer"
      preview={{
        url: `${publicUrl}${home}/achievements`,
        description: `What students can do at ${shown(name)}, and what a credential for it stands for.`,
      }}
    >
      <h1>
        Micro-internships at{" "}
        <a href={home}>
          <Said>{name}</Said>
        </a>
      </h1>
      {items.length === 0 ? <p>None yet.</p> : <AchievementList slug={issuer.slug} items={items} />}
      {next !== undefined && (
        <p>
          <a href={`${home}/achievements?cursor=${encodeURIComponent(next)}`}>Earlier ones</a>
        </p>
      )}
    </Page>
  );
}
