import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said } from "../../../web/said.tsx";
import type { AuditRecord } from "../../store/records.ts";
import { DataTable } from "../frame/data-table.tsx";
import { wordsForAction } from "./action-words.ts";

interface HistoryTableProps {
  label: string;
  items: AuditRecord[];
  /** What the API keys are for, by their ids. */
  labels?: ReadonlyMap<string, string>;
  /** Leaves out what it was done to, where all lines are about one thing. */
  withoutTarget?: boolean;
}

/** Lines of the audit trail. */
export function HistoryTable({
  label,
  items,
  labels = new Map(),
  withoutTarget = false,
}: HistoryTableProps): VNode {
  const target = { head: "To what", cell: ({ target }: AuditRecord) => <Target name={target} /> };
  return (
    <DataTable
      label={label}
      items={items}
      keyOf={({ number }) => String(number)}
      columns={[
        { head: "What", cell: ({ action }) => wordsForAction(action) },
        ...(withoutTarget ? [] : [target]),
        { head: "When", cell: ({ at }) => <Moment>{at}</Moment> },
        { head: "By whom", cell: ({ by }) => <Actor by={by} label={labels.get(by)} /> },
        { head: "Why", cell: ({ reason }) => (reason === undefined ? "" : <Said>{reason}</Said>) },
      ]}
    />
  );
}

const placesOf: [RegExp, string][] = [
  [/^(record-\d+)$/, "/console/credentials/"],
  [/^(completion-\d+)$/, "/console/completions/"],
  [/^batch-(\d+)$/, "/console/batches/"],
  [/^achievement\/([0-9a-f-]{36})\/\d+$/, "/console/achievements/"],
];

/** What a line is about, with a way there; of an achievement the version is told in words. */
function Target({ name }: { name: string }) {
  for (const [pattern, place] of placesOf) {
    const [, id] = pattern.exec(name) ?? [];
    if (id !== undefined)
      return <a href={place + id}>{name.replace(/^achievement\/.*\//, "achievement, version ")}</a>;
  }
  return <Said>{name}</Said>;
}

function Actor({ by, label }: { by: string; label: string | undefined }) {
  if (by === "service-admin") return <>The administrator of the service</>;
  if (by === "service") return <>The service itself</>;
  return (
    <>
      {label && (
        <>
          <Said>{label}</Said>{" "}
        </>
      )}
      <code>{by}</code>
    </>
  );
}
