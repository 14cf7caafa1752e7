import type { Request, Router } from "express";
import { Problem } from "../../../core/problem/problem.ts";
import { revokeSignedWith } from "../../use-cases/revoke-since.ts";
import {
  listSigningKeys,
  revokeSigningKey,
  rotateSigningKey,
  type SigningKeyView,
} from "../../use-cases/signing-keys.ts";
import { tenant } from "../../use-cases/tenants.ts";
import { pathText } from "../list-query.ts";
import { utcMoment } from "../moments.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import type { Admit, Visit } from "../visit.ts";
import { revokedWords } from "./revoked-words.ts";
import { SigningKeysPage } from "./signing-keys-page.tsx";
import { WithdrawSigningKeyPage } from "./withdraw-signing-key-page.tsx";

const blank: FormState = { values: new URLSearchParams(), troubles: [] };
const path = "/console/signing-keys";

/** The versions of the employer's signing key. */
export function addSigningKeyRoutes(router: Router, admit: Admit): void {
  const list = async (visit: Visit, form: FormState) => {
    const { context, slug } = visit;
    const issuer = await tenant(context, slug);
    return (
      <SigningKeysPage
        visit={visit}
        issuer={issuer}
        keys={await listSigningKeys(context, slug)}
        form={form}
      />
    );
  };
  const withdrawing = async (visit: Visit, form: FormState, request: Request) => {
    const { version } = await keyInPath(visit, request);
    const { signingKeyVersion } = await tenant(visit.context, visit.slug);
    const isInUse = version === signingKeyVersion;
    return <WithdrawSigningKeyPage visit={visit} version={version} isInUse={isInUse} form={form} />;
  };

  router.get(
    "/signing-keys",
    admit("read-keys"),
    shows((visit) => list(visit, blank)),
  );
  router.post("/signing-keys/rotate", admit("change-keys"), ...acts({ perform: rotate, again: list }));
  router.get(
    "/signing-keys/:version/revoke",
    admit("change-keys"),
    shows((visit, request) => withdrawing(visit, blank, request)),
  );
  router.post(
    "/signing-keys/:version/revoke",
    admit("change-keys"),
    ...acts({ perform: withdraw, again: withdrawing }),
  );
}

async function rotate({ context, slug, principal }: Visit): Promise<Outcome> {
  const { version } = await rotateSigningKey(context, { slug, by: principal.by });
  return { to: path, notice: { kind: "done", text: `Version ${version} signs from now on.` } };
}

async function withdraw(visit: Visit, values: URLSearchParams, request: Request): Promise<Outcome> {
  const typed = values.get("since") ?? "";
  const since = utcMoment(typed);
  if (typed !== "" && since === undefined) {
    return { troubles: [{ field: "since", reason: "This is not a date and time." }] };
  }
  const { slug, context } = visit;
  const { by } = visit.principal;
  const { version } = await keyInPath(visit, request);
  await revokeSigningKey(context, { slug, version, by });
  const words = `Version ${version} is withdrawn.`;
  if (since === undefined) return { to: path, notice: { kind: "done", text: words } };
  const sum = await revokeSignedWith(context, { slug, version, by, since });
  return { to: path, notice: { kind: "done", text: `${words} ${revokedWords(sum)}` } };
}

async function keyInPath({ context, slug }: Visit, request: Request): Promise<SigningKeyView> {
  const version = pathText(request, "version");
  const key = (await listSigningKeys(context, slug)).find(
    (candidate) => String(candidate.version) === version,
  );
  if (key === undefined) throw new Problem("NOT_FOUND", "There is no such signing key.");
  return key;
}
