import type { Request, Router } from "express";
import { Problem } from "../../../core/problem/problem.ts";
import { roles } from "../../store/records.ts";
import { type ApiKeyView, createApiKey, listApiKeys, revokeApiKey } from "../../use-cases/api-keys.ts";
import { revokeIssuedBy } from "../../use-cases/revoke-since.ts";
import { pathText } from "../list-query.ts";
import { utcMoment } from "../moments.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import type { Admit, Visit } from "../visit.ts";
import { ApiKeysPage } from "./api-keys-page.tsx";
import { RevokeKeyPage } from "./revoke-key-page.tsx";
import { revokedWords } from "./revoked-words.ts";

const blank: FormState = { values: new URLSearchParams(), troubles: [] };

/** The API keys of the employer. */
export function addApiKeyRoutes(router: Router, admit: Admit): void {
  const list = async (visit: Visit, form: FormState) => (
    <ApiKeysPage visit={visit} keys={await listApiKeys(visit.context, visit.slug)} form={form} />
  );
  const revoking = async (visit: Visit, form: FormState, request: Request) => (
    <RevokeKeyPage visit={visit} apiKey={await keyInPath(visit, request)} form={form} />
  );

  router.get(
    "/keys",
    admit("read-keys"),
    shows((visit) => list(visit, blank)),
  );
  router.post("/keys", admit("change-keys"), ...acts({ perform: create, again: list }));
  router.get(
    "/keys/:id/revoke",
    admit("change-keys"),
    shows((visit, request) => revoking(visit, blank, request)),
  );
  router.post("/keys/:id/revoke", admit("change-keys"), ...acts({ perform: revoke, again: revoking }));
}

async function create(visit: Visit, values: URLSearchParams): Promise<Outcome> {
  const label = (values.get("label") ?? "").trim();
  const role = roles.find((known) => known === values.get("role"));
  if (label === "" || label.length > 100) {
    return { troubles: [{ field: "label", reason: "Say what the key is for, in 100 characters at most." }] };
  }
  if (role === undefined) return { troubles: [{ field: "role", reason: "Choose what the key may do." }] };
  const { slug, principal } = visit;
  const { apiKey } = await createApiKey(visit.context, { slug, role, label, by: principal.by });
  const text = "The key was created. Copy it now: it is shown this once, and nobody can find it out later.";
  return {
    to: "/console/keys",
    notice: { kind: "done", text, secret: { label: "The new API key", value: apiKey } },
  };
}

async function revoke(visit: Visit, values: URLSearchParams, request: Request): Promise<Outcome> {
  const typed = values.get("since") ?? "";
  const since = utcMoment(typed);
  if (typed !== "" && since === undefined) {
    return { troubles: [{ field: "since", reason: "This is not a date and time." }] };
  }
  const { slug, principal } = visit;
  const { id } = await keyInPath(visit, request);
  await revokeApiKey(visit.context, { slug, id, by: principal.by });
  if (since === undefined)
    return { to: "/console/keys", notice: { kind: "done", text: "The key is revoked." } };
  const sum = await revokeIssuedBy(visit.context, { slug, apiKeyId: id, by: principal.by, since });
  return { to: "/console/keys", notice: { kind: "done", text: `The key is revoked. ${revokedWords(sum)}` } };
}

async function keyInPath({ context, slug }: Visit, request: Request): Promise<ApiKeyView> {
  const id = pathText(request, "id");
  const key = (await listApiKeys(context, slug)).find((candidate) => candidate.id === id);
  if (key === undefined) throw new Problem("NOT_FOUND", "There is no such API key.");
  return key;
}
