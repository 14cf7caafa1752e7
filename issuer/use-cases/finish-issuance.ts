import { Problem } from "../../core/problem/problem.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { CredentialRecord, Failure } from "../store/records.ts";
import { createShortTurns } from "../store/short-turns.ts";
import { answeredCredential } from "./answered-credential.ts";
import { recordAudit } from "./audit.ts";
import type { IssuerContext } from "./context.ts";
import { recordName } from "./record-name.ts";
import { type IssuedCredential, signRecord } from "./sign-record.ts";
import { writeStatusEntry } from "./status-index.ts";

/** So long may signatures be made before other requests have their turn. */
const shareTurns = createShortTurns(1);

const underWay = new WeakMap<IssuerContext, Map<string, Promise<IssuedCredential>>>();

/**
 * Signs what an intent holds and records the proof; for an issuance that is finished already, gives the same
 * credential again. Callers that come while it is under way wait for the one signature.
 *
 * @throws {@link Problem} why it could not be signed, the same each time: such an intent is recorded as voided.
 */
export function finishIssuance(
  context: IssuerContext,
  slug: string,
  number: number,
): Promise<IssuedCredential> {
  const running = underWay.get(context) ?? new Map<string, Promise<IssuedCredential>>();
  underWay.set(context, running);
  const id = `${slug}/${number}`;
  const finishing = running.get(id) ?? finish(context, slug, number).finally(() => running.delete(id));
  running.set(id, finishing);
  return finishing;
}

/** What became of the intents that an interrupted run left; `left` could not be tried to the end and stay. */
export interface FinishedIntents {
  issued: number;
  voided: number;
  left: number;
}

/** Finishes or voids what an interrupted run had intended. */
export async function finishIntents(context: IssuerContext): Promise<FinishedIntents> {
  const tally: FinishedIntents = { issued: 0, voided: 0, left: 0 };
  const limit = 100;
  let after: string | undefined;
  do {
    const intents = await context.store.list(prefixOf.intents(), { limit, ...(after && { after }) });
    for (const { value } of intents) tally[await finishIntent(context, value)] += 1;
    after = intents.length === limit ? intents.at(-1)?.key : undefined;
  } while (after !== undefined);
  return tally;
}

async function finishIntent(
  context: IssuerContext,
  { slug, number }: { slug: string; number: number },
): Promise<keyof FinishedIntents> {
  try {
    await finishIssuance(context, slug, number);
    return "issued";
  } catch {
    const record = await context.store.get(keyOf.credential(slug, number));
    return record?.state === "voided" ? "voided" : "left";
  }
}

async function finish(context: IssuerContext, slug: string, number: number): Promise<IssuedCredential> {
  const record = await context.store.get(keyOf.credential(slug, number));
  if (!record) throw new TypeError("No such intent");
  if (record.state === "issued") return answeredCredential(record);
  if (record.failure) throw new Problem(record.failure.code, record.failure.detail);
  const outcome = await shareTurns(() => signRecord(context, slug, record));
  await context.store.commit((transaction) =>
    "credential" in outcome
      ? recordProof(transaction, context, { slug, record, credential: outcome.credential })
      : recordVoid(transaction, context, { slug, record, failure: outcome.failure }),
  );
  if ("failure" in outcome) throw new Problem(outcome.failure.code, outcome.failure.detail);
  const { credential } = outcome;
  return typeof credential === "string" ? answeredCredential({ ...record, jwt: credential }) : credential;
}

interface Finished {
  slug: string;
  record: CredentialRecord;
}

async function recordProof(
  transaction: Transaction,
  { now }: IssuerContext,
  { slug, record, credential }: Finished & { credential: IssuedCredential },
): Promise<void> {
  const { number, apiKeyId: by } = record;
  const at = now().toISOString();
  const pointerKey = keyOf.credentialPointer(slug, record.credentialId ?? recordName(number));
  const superseded = (await transaction.get(pointerKey))?.current;
  transaction.put(keyOf.credential(slug, number), {
    ...record,
    state: "issued",
    ...(typeof credential === "string" ? { jwt: credential } : { document: credential }),
  });
  transaction.remove(keyOf.intent(slug, number));
  transaction.put(pointerKey, { current: number });
  const target = recordName(number);
  await recordAudit(
    transaction,
    { slug, at },
    { by, action: "credential.issued", target, credentialNumber: number },
  );
  if (superseded !== undefined) await supersede(transaction, { slug, at, by, number: superseded });
}

async function supersede(
  transaction: Transaction,
  { slug, at, by, number }: { slug: string; at: string; by: string; number: number },
): Promise<void> {
  const earlier = await transaction.get(keyOf.credential(slug, number));
  const place = earlier?.statuses.find(({ purpose }) => purpose === "revocation");
  if (place) await writeStatusEntry(transaction, place, { number, value: true });
  const target = recordName(number);
  await recordAudit(
    transaction,
    { slug, at },
    { by, action: "credential.superseded", target, credentialNumber: number },
  );
}

/** The status index stays taken: an index is never given twice, not even one that nobody has seen. */
async function recordVoid(
  transaction: Transaction,
  { now }: IssuerContext,
  { slug, record, failure }: Finished & { failure: Failure },
): Promise<void> {
  const { number } = record;
  const at = now().toISOString();
  const pointerKey = keyOf.credentialPointer(slug, record.credentialId ?? recordName(number));
  const current = (await transaction.get(pointerKey))?.current;
  transaction.put(keyOf.credential(slug, number), { ...record, state: "voided", failure });
  transaction.remove(keyOf.intent(slug, number));
  if (current === undefined) transaction.remove(pointerKey);
  else transaction.put(pointerKey, { current });
  const target = recordName(number);
  await recordAudit(
    transaction,
    { slug, at },
    { by: "service", action: "credential.voided", target, credentialNumber: number },
  );
}
