import type { Router } from "express";
import { listApiKeys } from "../../use-cases/api-keys.ts";
import { listAudit } from "../../use-cases/audit.ts";
import { pageOf } from "../list-query.ts";
import { shows } from "../page-handlers.ts";
import type { Admit, Visit } from "../visit.ts";
import { AuditPage } from "./audit-page.tsx";

/** The audit trail. */
export function addAuditRoutes(router: Router, admit: Admit): void {
  router.get(
    "/audit",
    admit("read-audit"),
    shows(async (visit, request) => {
      const page = await listAudit(visit.context, visit.slug, pageOf(request));
      return <AuditPage visit={visit} page={page} labels={await labelsOfKeys(visit)} />;
    }),
  );
}

/** What the API keys are for, by their ids; nothing for those who may not see the keys. */
export async function labelsOfKeys(visit: Visit): Promise<Map<string, string>> {
  if (!visit.may("read-keys")) return new Map();
  const keys = await listApiKeys(visit.context, visit.slug);
  return new Map(keys.flatMap(({ id, label }) => (label === undefined ? [] : [[id, label]])));
}
