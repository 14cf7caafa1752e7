import type { Request, Router } from "express";
import { changeStatus } from "../../use-cases/change-status.ts";
import { credentialDetails } from "../../use-cases/credentials.ts";
import {
  findNamedCredential,
  listNamedCredentials,
  searchCredentials,
} from "../../use-cases/search-credentials.ts";
import { labelsOfKeys } from "../audit/audit-routes.tsx";
import { pageOf, pathText, queryText } from "../list-query.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import { readReason } from "../read-reason.ts";
import type { Admit, Visit } from "../visit.ts";
import { addBulkRevokeRoutes } from "./bulk-revoke-routes.tsx";
import { CredentialPage } from "./credential-page.tsx";
import { CredentialsPage } from "./credentials-page.tsx";

const blank: FormState = { values: new URLSearchParams(), troubles: [] };

/** Finding credentials, and changing their status. */
export function addCredentialRoutes(router: Router, admit: Admit): void {
  const one = async (visit: Visit, form: FormState, request: Request) => {
    const { context, slug } = visit;
    const id = pathText(request, "record");
    const named = {
      ...(await credentialDetails(context, slug, id)),
      ...(await findNamedCredential(context, slug, id)),
    };
    return <CredentialPage visit={visit} details={named} labels={await labelsOfKeys(visit)} form={form} />;
  };

  addBulkRevokeRoutes(router, admit);
  router.get("/credentials", admit("read-credentials"), shows(listOrSearch));
  router.get(
    "/credentials/:record",
    admit("read-credentials"),
    shows((visit, request) => one(visit, blank, request)),
  );
  router.post(
    "/credentials/:record/status",
    admit("change-status"),
    ...acts({ perform: change, again: one }),
  );
}

async function listOrSearch(visit: Visit, request: Request) {
  const { context, slug } = visit;
  const search = queryText(request, "q");
  if (search === "") {
    const { items, next } = await listNamedCredentials(context, slug, pageOf(request));
    return <CredentialsPage visit={visit} items={items} next={next} search="" />;
  }
  const { items, incomplete } = await searchCredentials(context, slug, search);
  return <CredentialsPage visit={visit} items={items} search={search} incomplete={incomplete} />;
}

const changes = [
  ["revoke", { purpose: "revocation", value: true, words: "It is revoked." }],
  ["suspend", { purpose: "suspension", value: true, words: "It is suspended." }],
  ["reinstate", { purpose: "suspension", value: false, words: "It counts again." }],
] as const;

async function change(visit: Visit, values: URLSearchParams, request: Request): Promise<Outcome> {
  const { context, slug, principal } = visit;
  const wanted = changes.find(([name]) => name === values.get("change"))?.[1];
  if (wanted === undefined) return { troubles: [{ reason: "Choose what is to be done." }] };
  const read = readReason(values);
  if ("troubles" in read) return read;
  const {
    record,
    credentialId = record,
    supersededBy,
  } = await credentialDetails(context, slug, pathText(request, "record"));
  if (supersededBy !== undefined) {
    return { troubles: [{ reason: "It was replaced in the meantime; look at the newer one." }] };
  }
  const { purpose, value, words } = wanted;
  await changeStatus(context, { slug, apiKeyId: principal.by, credentialId, purpose, value, ...read });
  return { to: `/console/credentials/${record}`, notice: { kind: "done", text: words } };
}
