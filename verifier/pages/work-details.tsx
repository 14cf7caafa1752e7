import type { VNode } from "preact";
import type { WorkSummary } from "../../core/credential/micro-internship/work-summary.ts";
import { credentialKind, untitledWork, workKind } from "../../core/verification/credential-kind.ts";
import { isEndorsement } from "../../core/verification/endorsements/check-endorsement.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { Day } from "../../web/dates.tsx";
import { ForeignLink, Said } from "../../web/said.tsx";

interface WorkHeadingProps {
  verification: CredentialVerification;
  /** "h1" for the first one of a page. */
  level: "h1" | "h2";
}

/** Who did what for whom, and when: the first thing on a verdict's page. */
export function WorkHeading({ verification, level: Heading }: WorkHeadingProps): VNode {
  const { work, statement, verified, disclosure } = verification;
  if (work === undefined) return <OtherHeading statement={statement} level={Heading} />;
  const kind = workKind(work, disclosure?.partial !== true);
  const employer = work.issuerName ?? statement?.issuerName;
  return (
    <header class="work">
      <p class="kicker">{verified ? kind : `Claimed ${kind.toLowerCase()}`}</p>
      <Heading>
        <Said>{work.title ?? untitledWork}</Said>
      </Heading>
      <p class="lead">
        {work.recipientName ? <Said>{work.recipientName}</Said> : "The person it was issued to"}
        {work.role && (
          <>
            , <Said>{work.role}</Said>
          </>
        )}
        {employer && (
          <>
            {kind === "Micro-internship" ? " for " : ", from "}
            <Said>{employer}</Said>
          </>
        )}
      </p>
      {(work.startDate || work.endDate) && (
        <p class="lead">
          {work.startDate && <Day>{work.startDate}</Day>}
          {work.startDate && work.endDate && " to "}
          {work.endDate && <Day>{work.endDate}</Day>}
        </p>
      )}
    </header>
  );
}

interface OtherHeadingProps {
  statement: CredentialVerification["statement"] | undefined;
  level: WorkHeadingProps["level"];
}

function OtherHeading({ statement, level: Heading }: OtherHeadingProps) {
  const issuer = statement?.issuerName ?? statement?.issuer;
  return (
    <header class="work">
      <p class="kicker">Credential</p>
      <Heading>{statement ? <Said>{credentialKind(statement)}</Said> : "This document"}</Heading>
      {issuer && (
        <p class="lead">
          by <Said>{issuer}</Said>
        </p>
      )}
      {statement && isEndorsement(statement) && <EndorsedThing statement={statement} />}
    </header>
  );
}

/** What an endorsement that stands alone speaks for: whether that is anything you know, you have to compare. */
function EndorsedThing({ statement }: { statement: NonNullable<CredentialVerification["statement"]> }) {
  const { subjects, endorsementComment } = statement;
  return (
    <>
      <p>
        It endorses{" "}
        <code>
          <Said>{subjects.join(", ")}</Said>
        </code>
      </p>
      {endorsementComment && (
        <p>
          “<Said>{endorsementComment}</Said>”
        </p>
      )}
    </>
  );
}

/** What the issuer says about the work; of an unverified document not even that is known. */
export function WorkDetails({ work, verified }: { work: WorkSummary; verified: boolean }): VNode {
  return (
    <section class="card">
      <h2>The work</h2>
      {!verified && <p class="quiet">What the document claims. It is not verified.</p>}
      {isEmpty(work) && <p class="quiet">No details of it are shown.</p>}
      {work.description && (
        <p>
          <Said>{work.description}</Said>
        </p>
      )}
      {work.results.length > 0 && (
        <dl class="facts">
          {work.results.map((result, index) => (
            <div key={index}>
              <dt>
                <Said>{result.name}</Said>
              </dt>
              <dd>
                <Said>{result.value}</Said>
                {result.scale !== undefined && (
                  <span class="quiet">
                    {" "}
                    (<Said>{result.scale}</Said>)
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Skills skills={work.skills} />
      <Evidence evidence={work.evidence} />
      {work.criteria && (
        <details>
          <summary>Agreed scope and what “done” meant</summary>
          <p class="narrative">
            <Said>{work.criteria}</Said>
          </p>
        </details>
      )}
      {(work.supervisor || work.source) && (
        <p class="quiet">
          {work.supervisor && (
            <>
              Supervisor: <Said>{work.supervisor}</Said>.{" "}
            </>
          )}
          {work.source && (
            <>
              Coordinated by <Said>{work.source}</Said>.
            </>
          )}
        </p>
      )}
    </section>
  );
}

/** Only of a credential shown in part. */
function isEmpty({
  description,
  criteria,
  supervisor,
  source,
  results,
  skills,
  evidence,
}: WorkSummary): boolean {
  const texts = [description, criteria, supervisor, source];
  return texts.every((text) => text === undefined) && results.length + skills.length + evidence.length === 0;
}

function Skills({ skills }: Pick<WorkSummary, "skills">) {
  if (skills.length === 0) return null;
  return (
    <>
      <h3>Skills</h3>
      <ul class="chips">
        {skills.map((skill, index) => (
          <li key={index}>
            {skill.url ? <ForeignLink href={skill.url}>{skill.name}</ForeignLink> : <Said>{skill.name}</Said>}
            {skill.framework && (
              <small>
                {" "}
                <Said>{skill.framework}</Said>
              </small>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Evidence({ evidence }: Pick<WorkSummary, "evidence">) {
  if (evidence.length === 0) return null;
  return (
    <>
      <h3>Deliverables</h3>
      <ul>
        {evidence.map((item, index) => (
          <li key={index}>
            <Said>{item.name}</Said>
            {item.description && (
              <>
                : <Said>{item.description}</Said>
              </>
            )}
            {item.digestMultibase && (
              <p class="quiet">
                Digest of the file:{" "}
                <code>
                  <Said>{item.digestMultibase}</Said>
                </code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
