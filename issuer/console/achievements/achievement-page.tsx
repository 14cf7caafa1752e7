import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { ForeignLink, Said, shown } from "../../../web/said.tsx";
import type { AchievementContent, AchievementRecord } from "../../completions/records.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { Fact, FactList } from "../frame/facts.tsx";
import type { Visit } from "../visit.ts";
import { BadgePicture } from "./badge-picture.tsx";

interface AchievementPageProps {
  visit: Visit;
  /** The version that is shown. */
  achievement: AchievementRecord;
  /** All versions, the newest first. */
  versions: AchievementRecord[];
}

/** One kind of micro-internship in one version, and all its versions. */
export function AchievementPage({ visit, achievement, versions }: AchievementPageProps): VNode {
  const { id, version, content } = achievement;
  const path = `/console/achievements/${id}`;
  const newest = versions[0]?.version ?? version;
  const isNewest = version === newest;
  return (
    <ConsolePage
      visit={visit}
      title={shown(content.title)}
      heading={<Said>{content.title}</Said>}
      part="achievements"
      above={{ href: "/console/achievements", text: "Achievements" }}
      lead={<Said>{content.summary}</Said>}
      action={visit.may("issue") && isNewest && <Actions id={id} />}
    >
      {!isNewest && (
        <p class="note">
          This is version {version}. What was issued under it keeps it; new completions use{" "}
          <a href={path}>version {newest}</a>.
        </p>
      )}
      <Content content={content} />
      <h2>Badge</h2>
      <p>
        <BadgePicture slug={visit.slug} id={id} image={content.image} alt="" />
      </p>
      <h2>Versions</h2>
      <DataTable
        label="Versions"
        items={versions}
        keyOf={(item) => String(item.version)}
        columns={[
          {
            head: "Version",
            cell: (item) => <a href={`${path}?version=${item.version}`}>Version {item.version}</a>,
          },
          { head: "Made", cell: ({ createdAt }) => <Moment>{createdAt}</Moment> },
          { head: "By", cell: ({ by }) => <code>{by}</code> },
        ]}
      />
    </ConsolePage>
  );
}

function Actions({ id }: { id: string }) {
  return (
    <div class="actions">
      <a class="button" href={`/console/completions/new?achievement=${id}`}>
        Record a completion
      </a>
      <a class="button second" href={`/console/achievements/${id}/edit`}>
        Change it
      </a>
      <a class="button second" href={`/console/achievements/${id}/picture`}>
        Picture for badges
      </a>
    </div>
  );
}

function Content({ content }: { content: AchievementContent }) {
  const { criteria, estimatedHours, paidFairly, skills = [], rubrics = [], tags = [] } = content;
  const { selectiveDisclosure } = content;
  return (
    <>
      <section class="card">
        <h2>What “done” means</h2>
        <p class="narrative">
          <Said>{criteria}</Said>
        </p>
      </section>
      <FactList>
        <Fact name="Estimated effort">
          {estimatedHours === undefined ? "Not stated" : `${estimatedHours} hours`}
        </Fact>
        <Fact name="Paid at or above the stated minimum">
          {paidFairly === undefined ? "Not stated" : paidFairly ? "Yes" : "No"}
        </Fact>
        {selectiveDisclosure && (
          <Fact name="Blind screening">
            Students can show parts (<code>{selectiveDisclosure}</code>)
          </Fact>
        )}
        {skills.length > 0 && (
          <Fact name="Skills">
            <ul class="list">
              {skills.map(({ targetUrl, targetName, targetFramework }) => (
                <li key={targetUrl}>
                  <ForeignLink href={targetUrl}>{targetName}</ForeignLink>{" "}
                  <small class="quiet">
                    <Said>{targetFramework}</Said>
                  </small>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {rubrics.length > 0 && (
          <Fact name="What the supervisor rates">
            <ul class="list">
              {rubrics.map(({ name, levels }) => (
                <li key={name}>
                  <Said>{name}</Said>:{" "}
                  <span class="quiet">
                    <Said>{levels.join(", ")}</Said>
                  </span>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {tags.length > 0 && (
          <Fact name="Keywords">
            <Said>{tags.join(", ")}</Said>
          </Fact>
        )}
      </FactList>
    </>
  );
}
