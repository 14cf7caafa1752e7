import type { VNode } from "preact";
import type { AuditRecord } from "../../store/records.ts";
import type { Page } from "../../use-cases/page.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { Older } from "../frame/list-parts.tsx";
import type { Visit } from "../visit.ts";
import { HistoryTable } from "./history-table.tsx";

interface AuditPageProps {
  visit: Visit;
  page: Page<AuditRecord>;
  /** What the API keys are for, by their ids. */
  labels: ReadonlyMap<string, string>;
}

/** Who did what, newest first. */
export function AuditPage({ visit, page, labels }: AuditPageProps): VNode {
  const lead = "Who did what, and why; the newest first. Nothing here can be changed or removed.";
  return (
    <ConsolePage visit={visit} title="Audit trail" part="audit" lead={lead}>
      <HistoryTable label="Audit trail" items={page.items} labels={labels} />
      <Older path="/console/audit" next={page.next} />
    </ConsolePage>
  );
}
