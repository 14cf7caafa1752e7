import type { VNode } from "preact";
import { Day } from "../../../web/dates.tsx";
import { ForeignLink, Said, shown } from "../../../web/said.tsx";
import type { CompletionFacts } from "../../completions/records.ts";
import { Fact, FactList } from "../frame/facts.tsx";

/** What was recorded about the work; nothing when nothing was. */
export function CompletionFactList({ facts }: { facts: CompletionFacts }): VNode | null {
  if (Object.keys(facts).length === 0) return null;
  const { rubrics = [], evidence = [], source } = facts;
  return (
    <FactList>
      <TextFacts facts={facts} />
      {facts.start !== undefined && (
        <Fact name="First day">
          <Day>{facts.start}</Day>
        </Fact>
      )}
      {facts.end !== undefined && (
        <Fact name="Last day">
          <Day>{facts.end}</Day>
        </Fact>
      )}
      {facts.validUntil !== undefined && (
        <Fact name="Valid until">
          <Day>{facts.validUntil}</Day>
        </Fact>
      )}
      {rubrics.map(({ name, achieved }) => (
        <Fact key={name} name={shown(name)}>
          <Said>{achieved}</Said>
        </Fact>
      ))}
      {evidence.map(({ name, description, digestMultibase }) => (
        <Fact key={digestMultibase} name="Deliverable">
          <Said>{name}</Said>
          {description !== undefined && (
            <p class="narrative">
              <Said>{description}</Said>
            </p>
          )}{" "}
          <code>{digestMultibase}</code>
        </Fact>
      ))}
      {source && (
        <Fact name="University">
          {source.url === undefined ? (
            <Said>{source.name}</Said>
          ) : (
            <ForeignLink href={source.url}>{source.name}</ForeignLink>
          )}
        </Fact>
      )}
    </FactList>
  );
}

function TextFacts({
  facts: { role, supervisor, estimatedHours, paidFairly, rating },
}: {
  facts: CompletionFacts;
}) {
  const entries: [string, string | undefined][] = [
    ["Role", role],
    ["Supervisor", supervisor],
    ["Effort", estimatedHours === undefined ? undefined : `${estimatedHours} hours`],
    ["Paid at or above the stated minimum", paidFairly === undefined ? undefined : paidFairly ? "Yes" : "No"],
    ["Overall rating", rating === undefined ? undefined : `${rating} of 5`],
  ];
  return (
    <>
      {entries.map(
        ([name, text]) =>
          text !== undefined && (
            <Fact key={name} name={name}>
              <Said>{text}</Said>
            </Fact>
          ),
      )}
    </>
  );
}
