import { setTimeout } from "node:timers/promises";
import { findAchievement } from "../completions/achievements.ts";
import { offerRefusal, withSent } from "../completions/offers.ts";
import { completionKeys, completionPrefixes, type OfferRecord } from "../completions/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import type { Mail, SendMail } from "./mail.ts";
import { offerMail } from "./offer-mail.ts";

const atOnce = 4;
/** How long a stop waits for what is just being sent; the rest stays due. */
const patienceMilliseconds = 5_000;
/** The last round of each service; `begun` when it may have missed what became due since. */
const rounds = new WeakMap<IssuerContext, { begun: boolean; done: Promise<void> }>();

const stopped = new WeakSet<IssuerContext>();

/**
 * Begins to send the mail that is due, if that is not under way; nobody waits for it. What is due lies in the store, so a restart goes
 * on; whether it went out is recorded on each offer, and tried once: a failure is there to be seen, and the offer to be resent.
 */
export function deliverMail(context: IssuerContext): void {
  const { sendMail } = context;
  if (!sendMail) return;
  const last = rounds.get(context);
  if (last && !last.begun) return;
  const round = { begun: false, done: Promise.resolve() };
  // Whatever ends a round (the store was closed) leaves the rest due: the next round or the next start finds it.
  round.done = (last?.done ?? Promise.resolve())
    .then(() => {
      round.begun = true;
      return deliverAll(context, sendMail);
    })
    .catch(() => {});
  rounds.set(context, round);
}

/** Resolves when no mail is under way. */
export async function mailDelivered(context: IssuerContext): Promise<void> {
  await rounds.get(context)?.done;
}

/** Sends no more; what is due stays due for the next start. */
export async function stopDelivery(context: IssuerContext): Promise<void> {
  stopped.add(context);
  const timer = new AbortController();
  const patience = setTimeout(patienceMilliseconds, undefined, { signal: timer.signal }).catch(() => {});
  await Promise.race([mailDelivered(context), patience]);
  timer.abort();
}

async function deliverAll(context: IssuerContext, sendMail: SendMail): Promise<void> {
  while (!stopped.has(context)) {
    const due = await context.store.list(completionPrefixes.mailDue(), { limit: atOnce });
    if (due.length === 0) return;
    await Promise.all(due.map(({ value: offerId }) => deliver(context, sendMail, offerId)));
  }
}

async function deliver(context: IssuerContext, sendMail: SendMail, offerId: string): Promise<void> {
  const mail = await mailFor(context, offerId);
  const isSent = mail !== undefined && (await isTaken(sendMail(mail)));
  await context.store.commit(async (transaction) => {
    transaction.remove(completionKeys.mailDue(offerId));
    const offer = await transaction.get(completionKeys.offer(offerId));
    if (!offer || !mail) return;
    const at = context.now().toISOString();
    const sent = withSent(offer, { at, by: "mail", ...(!isSent && { failed: true as const }) });
    transaction.put(completionKeys.offer(offerId), sent);
  });
}

/** Nothing for an offer that cannot be claimed any more. */
async function mailFor(context: IssuerContext, offerId: string): Promise<Mail | undefined> {
  const offer = await context.store.get(completionKeys.offer(offerId));
  if (!offer || (await offerRefusal(context, offer)) !== undefined) return undefined;
  return mailOf(context, offer);
}

async function mailOf(context: IssuerContext, offer: OfferRecord): Promise<Mail | undefined> {
  const { slug, completionNumber } = offer;
  const completion = await context.store.get(completionKeys.completion(slug, completionNumber));
  const { email, name } = completion?.recipient ?? {};
  if (!completion || email === undefined) return undefined;
  const { achievementId: id, achievementVersion: version } = completion;
  const achievement = await findAchievement(context, { slug, id, version });
  const issuer = await tenant(context, slug);
  return offerMail(context, {
    email,
    ...(name !== undefined && { name }),
    employer: String(issuer.profile.name),
    title: achievement?.content.title ?? "",
    offer,
  });
}

function isTaken(sending: Promise<void>): Promise<boolean> {
  return sending.then(
    () => true,
    () => false,
  );
}
