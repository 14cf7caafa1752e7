import type { Request, Router } from "express";
import type { KeyType } from "../../../core/keys/public-key.ts";
import { keyTypes } from "../../../core/keys/public-key.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { addSigningKey, revokeSigningKey, rotateSigningKey } from "../../signing-keys/change-keys.ts";
import { keyName, parseKeyName } from "../../signing-keys/key-id.ts";
import { listSigningKeys, type SigningKeyView } from "../../signing-keys/signing-key-view.ts";
import { revokeSignedWith } from "../../use-cases/revoke-since.ts";
import { tenant } from "../../use-cases/tenants.ts";
import { pathText } from "../list-query.ts";
import { utcMoment } from "../moments.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import type { Admit, Visit } from "../visit.ts";
import { revokedWords } from "./revoked-words.ts";
import { wordsForKey } from "./signing-key-words.ts";
import { SigningKeysPage } from "./signing-keys-page.tsx";
import { WithdrawSigningKeyPage } from "./withdraw-signing-key-page.tsx";

const blank: FormState = { values: new URLSearchParams(), troubles: [] };
const path = "/console/signing-keys";

/** The employer's signing keys, of all types. */
export function addSigningKeyRoutes(router: Router, admit: Admit): void {
  const list = async (visit: Visit, form: FormState) => {
    const { context, slug } = visit;
    const issuer = await tenant(context, slug);
    return (
      <SigningKeysPage
        visit={visit}
        issuer={issuer}
        keys={await listSigningKeys(context, issuer)}
        form={form}
      />
    );
  };
  const withdrawing = async (visit: Visit, form: FormState, request: Request) => {
    const signingKey = await keyInPath(visit, request);
    return <WithdrawSigningKeyPage visit={visit} signingKey={signingKey} form={form} />;
  };

  router.get(
    "/signing-keys",
    admit("read-keys"),
    shows((visit) => list(visit, blank)),
  );
  router.post("/signing-keys", admit("change-keys"), ...acts({ perform: add, again: list }));
  router.post("/signing-keys/rotate", admit("change-keys"), ...acts({ perform: rotate, again: list }));
  router.get(
    "/signing-keys/:name/revoke",
    admit("change-keys"),
    shows((visit, request) => withdrawing(visit, blank, request)),
  );
  router.post(
    "/signing-keys/:name/revoke",
    admit("change-keys"),
    ...acts({ perform: withdraw, again: withdrawing }),
  );
}

async function add({ context, slug, principal }: Visit, values: URLSearchParams): Promise<Outcome> {
  const type = typeNamed(values.get("newType"));
  if (type === undefined) return { troubles: [{ field: "newType", reason: "Choose what kind of key." }] };
  const key = await addSigningKey(context, { slug, type, by: principal.by });
  return { to: path, notice: { kind: "done", text: `${wordsForKey(key)}, is made.` } };
}

async function rotate({ context, slug, principal }: Visit, values: URLSearchParams): Promise<Outcome> {
  const type = typeNamed(values.get("rotatedType") ?? "Ed25519");
  if (type === undefined) return { troubles: [{ field: "rotatedType", reason: "Choose which key." }] };
  const key = await rotateSigningKey(context, { slug, type, by: principal.by });
  return { to: path, notice: { kind: "done", text: `${wordsForKey(key)}, signs from now on.` } };
}

function typeNamed(name: string | null): KeyType | undefined {
  return keyTypes.find((known) => known === name);
}

async function withdraw(visit: Visit, values: URLSearchParams, request: Request): Promise<Outcome> {
  const typed = values.get("since") ?? "";
  const since = utcMoment(typed);
  if (typed !== "" && since === undefined) {
    return { troubles: [{ field: "since", reason: "This is not a date and time." }] };
  }
  const { slug, context } = visit;
  const { by } = visit.principal;
  const key = await keyInPath(visit, request);
  await revokeSigningKey(context, { slug, id: key, by });
  const words = `${wordsForKey(key)}, is withdrawn.`;
  if (since === undefined) return { to: path, notice: { kind: "done", text: words } };
  const sum = await revokeSignedWith(context, { slug, id: key, by, since });
  return { to: path, notice: { kind: "done", text: `${words} ${revokedWords(sum)}` } };
}

async function keyInPath({ context, slug }: Visit, request: Request): Promise<SigningKeyView> {
  const id = parseKeyName(pathText(request, "name"));
  const keys = await listSigningKeys(context, await tenant(context, slug));
  const key = keys.find(({ name }) => id && name === keyName(id));
  if (key === undefined) throw new Problem("NOT_FOUND", "There is no such signing key.");
  return key;
}
