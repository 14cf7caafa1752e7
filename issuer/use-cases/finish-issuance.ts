import { Problem } from "../../core/problem/problem.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf, prefixOf } from "../store/record-keys.ts";
import type { CredentialRecord, Failure, StoredCredential } from "../store/records.ts";
import { answeredCredential } from "./answered-credential.ts";
import { recordAudit } from "./audit.ts";
import type { IssuerContext } from "./context.ts";
import { credentialRecord, type SignedText, signedText, wholeRecord } from "./credential-record.ts";
import { recordName } from "./record-name.ts";
import { type IssuedCredential, signRecord } from "./sign-record.ts";
import { writeStatusEntry } from "./status-index.ts";

const underWay = new WeakMap<IssuerContext, Map<string, Promise<string>>>();

/** Which issuance is to be finished; `intent`: the text of its record, for whoever wrote it just now. */
export interface Unfinished {
  slug: string;
  number: number;
  intent?: string | undefined;
}

/**
 * Signs what an intent holds and records the proof; for an issuance that is finished already, gives the same
 * credential again, as JSON text. Callers that come while it is under way wait for the one signature.
 *
 * @throws {@link Problem} why it could not be signed, the same each time: such an intent is recorded as voided.
 */
export function finishIssuance(context: IssuerContext, unfinished: Unfinished): Promise<string> {
  const running = underWay.get(context) ?? new Map<string, Promise<string>>();
  underWay.set(context, running);
  const id = `${unfinished.slug}/${unfinished.number}`;
  const finishing = running.get(id) ?? finish(context, unfinished).finally(() => running.delete(id));
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
    await finishIssuance(context, { slug, number });
    return "issued";
  } catch {
    const record = await credentialRecord(context.store, slug, number);
    return record?.state === "voided" ? "voided" : "left";
  }
}

async function finish(context: IssuerContext, { slug, number, intent }: Unfinished): Promise<string> {
  const record =
    intent === undefined
      ? await credentialRecord(context.store, slug, number)
      : await wholeRecord(context.store, slug, JSON.parse(intent) as StoredCredential);
  if (!record) throw new TypeError("No such intent");
  if (record.state === "issued") return JSON.stringify(answeredCredential(record));
  if (record.failure) throw new Problem(record.failure.code, record.failure.detail);
  const outcome = await signRecord(context, slug, record);
  if ("failure" in outcome) {
    const { failure } = outcome;
    await context.store.commit((transaction) => recordVoid(transaction, context, { slug, record, failure }));
    throw new Problem(failure.code, failure.detail);
  }
  return recordAndAnswer(context, { slug, ...issuedTexts(slug, record, outcome.credential) });
}

/** What is written of an issued record, and what is answered. */
interface IssuedTexts {
  facts: Pick<CredentialRecord, "number" | "apiKeyId" | "credentialId">;
  signed: SignedText;
  answer: string;
}

function issuedTexts(slug: string, record: CredentialRecord, credential: IssuedCredential): IssuedTexts {
  const { number, apiKeyId, credentialId } = record;
  const facts = { number, apiKeyId, ...(credentialId !== undefined && { credentialId }) };
  const issued = { ...record, state: "issued" as const };
  const answered =
    typeof credential === "string" ? answeredCredential({ ...issued, jwt: credential }) : credential;
  return { facts, signed: signedText(slug, record, credential), answer: JSON.stringify(answered) };
}

/** Apart from signing, so that what waits for the disk holds on to texts and no documents. */
function recordAndAnswer(context: IssuerContext, issued: IssuedTexts & { slug: string }): Promise<string> {
  const { answer } = issued;
  return context.store.commit(async (transaction) => {
    await recordProof(transaction, context, issued);
    return answer;
  });
}

interface Finished {
  slug: string;
  record: CredentialRecord;
}

async function recordProof(
  transaction: Transaction,
  { now }: IssuerContext,
  { slug, facts, signed }: IssuedTexts & { slug: string },
): Promise<void> {
  const { number, apiKeyId: by, credentialId } = facts;
  const at = now().toISOString();
  const pointerKey = keyOf.credentialPointer(slug, credentialId ?? recordName(number));
  const superseded = (await transaction.get(pointerKey))?.current;
  transaction.putText(signed.key, signed.text);
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
  const earlier = await credentialRecord(transaction, slug, number);
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
