import type { Router } from "express";
import { changeStatus } from "../../use-cases/change-status.ts";
import { findNamedCredential, type NamedCredential } from "../../use-cases/search-credentials.ts";
import { queryTexts } from "../list-query.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import { readReason } from "../read-reason.ts";
import type { Admit, Visit } from "../visit.ts";
import { BulkRevokePage } from "./bulk-revoke-page.tsx";
import { canChange } from "./credential-state.tsx";

const maximum = 100;

/** Revoking several credentials: chosen in the list, named once more, then revoked. */
export function addBulkRevokeRoutes(router: Router, admit: Admit): void {
  const confirm = async (visit: Visit, records: string[], form: FormState) => (
    <BulkRevokePage visit={visit} chosen={await chosenBy(visit, records)} form={form} />
  );

  router.get(
    "/credentials/revoke",
    admit("change-status"),
    shows((visit, request) =>
      confirm(visit, queryTexts(request, "record", maximum), {
        values: new URLSearchParams(),
        troubles: [],
      }),
    ),
  );
  router.post(
    "/credentials/revoke",
    admit("change-status"),
    ...acts({
      perform: revokeAll,
      again: (visit, form) => confirm(visit, form.values.getAll("record").slice(0, maximum), form),
    }),
  );
}

async function revokeAll(visit: Visit, values: URLSearchParams): Promise<Outcome> {
  const read = readReason(values);
  if ("troubles" in read) return read;
  const chosen = await chosenBy(visit, values.getAll("record").slice(0, maximum));
  const revocable = chosen.filter((item) => canChange(item, "revocation"));
  if (revocable.length === 0) return { troubles: [{ reason: "None of these can be revoked any more." }] };
  const { context, slug, principal } = visit;
  await Promise.all(
    revocable.map(({ record, credentialId = record }) =>
      changeStatus(context, {
        slug,
        apiKeyId: principal.by,
        credentialId,
        purpose: "revocation",
        value: true,
        ...read,
      }),
    ),
  );
  const leftOut = chosen.length - revocable.length;
  const rest = leftOut === 0 ? "" : ` Left out, because they could not be revoked any more: ${leftOut}.`;
  const text = `Revoked: ${revocable.length}.${rest}`;
  return { to: "/console/credentials", notice: { kind: "done", text } };
}

/** What the chosen records are; those that this employer does not have are left out. */
async function chosenBy({ context, slug }: Visit, records: string[]): Promise<NamedCredential[]> {
  const found = await Promise.all(
    [...new Set(records)].map((record) => findNamedCredential(context, slug, record)),
  );
  return found.filter((item) => item !== undefined);
}
