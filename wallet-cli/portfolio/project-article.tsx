import type { VNode } from "preact";
import type { WorkSummary } from "../../core/credential/micro-internship/work-summary.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { dayOf, periodOf } from "../views/person-dates.ts";
import { Said } from "./said.tsx";

/** One project: what was done, for whom, with which results, as its issuer signed it. */
export function ProjectArticle({
  position,
  credential,
}: {
  position: number;
  credential: CredentialVerification;
}): VNode {
  const { work, statement } = credential;
  const facts = [work?.role, periodOf(work?.startDate, work?.endDate)].filter((fact) => fact !== undefined);
  return (
    <article id={`credential-${position}`}>
      <h3>
        [{position}] <Said>{titleOf(credential)}</Said>
      </h3>
      <p>
        <Said>{employerOf(credential)}</Said>
        {facts.length > 0 && (
          <span class="quiet">
            {" · "}
            <Said>{facts.join(" · ")}</Said>
          </span>
        )}
      </p>
      {work?.description && (
        <p>
          <Said>{work.description}</Said>
        </p>
      )}
      {work && <Results results={work.results} />}
      {work && <Skills skills={work.skills} />}
      {work && <Evidence evidence={work.evidence} />}
      {work?.criteria && (
        <details>
          <summary>What was agreed, and what “done” meant</summary>
          <p class="narrative">
            <Said>{work.criteria}</Said>
          </p>
        </details>
      )}
      <p class="quiet">
        Issued by{" "}
        <code>
          <Said>{statement?.issuer ?? ""}</Said>
        </code>
        {statement?.validFrom && <> on {dayOf(statement.validFrom)}</>}
        {statement?.id && (
          <>
            , with the id{" "}
            <code>
              <Said>{statement.id}</Said>
            </code>
          </>
        )}
      </p>
    </article>
  );
}

function Results({ results }: Pick<WorkSummary, "results">) {
  if (results.length === 0) return null;
  return (
    <>
      <h4>Results</h4>
      <ul>
        {results.map(({ name, value, scale }, index) => (
          <li key={index}>
            <Said>{name}</Said>: <Said>{scale === undefined ? value : `${value} (${scale})`}</Said>
          </li>
        ))}
      </ul>
    </>
  );
}

function Skills({ skills }: Pick<WorkSummary, "skills">) {
  if (skills.length === 0) return null;
  return (
    <>
      <h4>Skills</h4>
      <ul>
        {skills.map(({ name, framework }, index) => (
          <li key={index}>
            <Said>{framework === undefined ? name : `${name} (${framework})`}</Said>
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
      <h4>Deliverables</h4>
      <ul>
        {evidence.map(({ name, digestMultibase }, index) => (
          <li key={index}>
            <Said>{name}</Said>
            {digestMultibase && (
              <span class="quiet">
                {" "}
                (digest{" "}
                <code>
                  <Said>{digestMultibase}</Said>
                </code>
                )
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
