import type { VNode } from "preact";
import type { Skill } from "../../core/credential/micro-internship/micro-internship.ts";
import { Moment } from "../../web/dates.tsx";
import { Page } from "../../web/page.tsx";
import { ForeignLink, Said, shown } from "../../web/said.tsx";
import type { AchievementContent, AchievementRecord } from "../completions/records.ts";
import type { IssuerView } from "../use-cases/tenants.ts";
import { nameOf } from "./issuer-name.ts";

interface AchievementPageProps {
  issuer: IssuerView;
  /** Of the service. */
  publicUrl: string;
  record: AchievementRecord;
}

/** What anybody may know of a kind of micro-internship; nothing on it is about a student. */
export function AchievementPage({ issuer, publicUrl, record }: AchievementPageProps): VNode {
  const { id, version, createdAt, content } = record;
  const home = `/issuers/${issuer.slug}`;
  const address = `${home}/achievements/${id}`;
  return (
    <Page
      title={shown(content.title)}
      site="Stint Issuer"
      preview={{ url: publicUrl + address, description: shown(content.summary) }}
    >
      <img class="badge" src={content.image ?? `${address}/badge.svg`} alt="" width="150" height="150" />
      <p class="kicker">
        Micro-internship at{" "}
        <a href={home}>
          <Said>{nameOf(issuer)}</Said>
        </a>
      </p>
      <h1>
        <Said>{content.title}</Said>
      </h1>
      <p class="lead narrative">
        <Said>{content.summary}</Said>
      </p>
      <Terms content={content} />
      <h2>What it takes</h2>
      {content.criteria.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph} class="narrative">
          <Said>{paragraph}</Said>
        </p>
      ))}
      <Skills skills={content.skills ?? []} />
      <Rubrics rubrics={content.rubrics ?? []} />
      <p class="quiet">
        Version {version}, of <Moment>{createdAt}</Moment>. These are the employer's own words. That somebody
        did this is shown by a credential, once that is verified.{" "}
        <a href={`${address}/versions/${version}`}>The same as data</a>
      </p>
    </Page>
  );
}

function Terms({ content }: { content: AchievementContent }): VNode | null {
  const { estimatedHours, paidFairly, tags = [] } = content;
  if (estimatedHours === undefined && paidFairly === undefined && tags.length === 0) return null;
  return (
    <dl class="facts">
      {estimatedHours !== undefined && (
        <div>
          <dt>Estimated effort</dt>
          <dd>{estimatedHours} hours</dd>
        </div>
      )}
      {paidFairly !== undefined && (
        <div>
          <dt>Paid at or above the stated minimum</dt>
          <dd>{paidFairly ? "yes" : "no"}</dd>
        </div>
      )}
      {tags.length > 0 && (
        <div>
          <dt>About</dt>
          <dd>
            <Said>{tags.join(", ")}</Said>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Skills({ skills }: { skills: Skill[] }): VNode | null {
  if (skills.length === 0) return null;
  return (
    <>
      <h2>Skills</h2>
      <ul class="chips">
        {skills.map(({ targetName, targetFramework, targetUrl }) => (
          <li key={targetUrl}>
            <ForeignLink href={targetUrl}>{targetName}</ForeignLink>{" "}
            <small>
              <Said>{targetFramework}</Said>
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

function Rubrics({ rubrics }: { rubrics: NonNullable<AchievementContent["rubrics"]> }): VNode | null {
  if (rubrics.length === 0) return null;
  return (
    <>
      <h2>What may be rated</h2>
      <dl class="facts">
        {rubrics.map(({ name, levels }) => (
          <div key={name}>
            <dt>
              <Said>{name}</Said>
            </dt>
            <dd>
              <Said>{levels.join(" · ")}</Said>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
