import { isDisclosureSuite } from "../../core/credential/disclosure/disclosure-suites.ts";
import { Problem } from "../../core/problem/problem.ts";
import { disclosureKey } from "../signing-keys/choose-signing.ts";
import { usualKey } from "../signing-keys/keys-in-use.ts";
import { usualSuiteOf } from "../signing-keys/signatures-of-keys.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import { nextNumber, recordAudit } from "../use-cases/audit.ts";
import type { Actor, IssuerContext } from "../use-cases/context.ts";
import { type Page, type PageRequest, readPage } from "../use-cases/page.ts";
import { achievementSchema } from "./achievement-schema.ts";
import { describeIssues } from "./describe-issues.ts";
import { orderedUuid, uuidPattern } from "./identifiers.ts";
import { assertActorInForce } from "./key-in-force.ts";
import {
  type AchievementContent,
  type AchievementRecord,
  completionKeys,
  completionPrefixes,
} from "./records.ts";

/** All of a tenant's are read for each spreadsheet. */
const maximumAchievements = 2_000;
const maximumVersionsShown = 200;

/** What an employer says about a kind of micro-internship. */
interface Statement extends Actor {
  slug: string;
  content: AchievementContent;
}

/**
 * Makes a kind of micro-internship, version 1.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for content out of bounds, and for selective disclosure without a key for it; `CONFLICT` after
 * 2,000, and for an issuer whose only key signs for selective disclosure alone.
 */
export async function createAchievement(
  context: IssuerContext,
  { slug, content, by }: Statement,
): Promise<AchievementRecord> {
  const read = readContent(content);
  return context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    await assertSignable(transaction, slug, read);
    if ((await nextNumber(transaction, slug, "achievement")) > maximumAchievements)
      throw new Problem("CONFLICT", "This issuer has too many achievements. Revise one of them.");
    const at = context.now().toISOString();
    const record = { id: orderedUuid(context), version: 1, content: read, createdAt: at, by };
    await recordVersion(transaction, { slug, record, action: "achievement.created" });
    return record;
  });
}

/**
 * Makes a new version of an achievement; with the content it has already, none. What was issued or offered keeps its version.
 *
 * @throws {@link Problem} `NOT_FOUND`, `INVALID_REQUEST`.
 */
export async function reviseAchievement(
  context: IssuerContext,
  { slug, id, content, by }: Statement & { id: string },
): Promise<AchievementRecord> {
  const read = readContent(content);
  return context.store.commit(async (transaction) => {
    await assertActorInForce(transaction, slug, by);
    const current = uuidPattern.test(id)
      ? await transaction.get(completionKeys.achievement(slug, id))
      : undefined;
    if (!current) throw notFound();
    await assertSignable(transaction, slug, read);
    if (JSON.stringify(current.content) === JSON.stringify(read)) return current;
    const record = {
      id,
      version: current.version + 1,
      content: read,
      createdAt: context.now().toISOString(),
      by,
    };
    await recordVersion(transaction, { slug, record, action: "achievement.revised" });
    return record;
  });
}

/** The version in use of an achievement, or the one asked for. */
export async function findAchievement(
  { store }: IssuerContext,
  { slug, id, version }: { slug: string; id: string; version?: number },
): Promise<AchievementRecord | undefined> {
  if (!uuidPattern.test(id)) return undefined;
  return store.get(
    version === undefined
      ? completionKeys.achievement(slug, id)
      : completionKeys.achievementVersion(slug, id, version),
  );
}

/** {@link findAchievement}, but throws `NOT_FOUND`. */
export async function achievement(
  context: IssuerContext,
  place: { slug: string; id: string; version?: number },
): Promise<AchievementRecord> {
  const record = await findAchievement(context, place);
  if (!record) throw notFound();
  return record;
}

/** The achievements of a tenant in the version in use, those made last first. */
export function listAchievements(
  { store }: IssuerContext,
  slug: string,
  request: PageRequest,
): Promise<Page<AchievementRecord>> {
  return readPage(store, completionPrefixes.achievements(slug), request);
}

/** The versions of an achievement, the newest first; of very many the last 200. */
export async function achievementVersions(
  { store }: IssuerContext,
  { slug, id }: { slug: string; id: string },
): Promise<AchievementRecord[]> {
  if (!uuidPattern.test(id)) return [];
  const range = { limit: maximumVersionsShown, newestFirst: true };
  const entries = await store.list(completionPrefixes.achievementVersions(slug, id), range);
  return entries.map(({ value }) => value);
}

/** Every member in the order of the schema, so that the same content is the same text. */
function readContent(content: AchievementContent): AchievementContent {
  const result = achievementSchema.safeParse(content);
  if (result.success) return result.data;
  const words = describeIssues(result.error, "content")
    .slice(0, 5)
    .map(({ member, reason }) => `${member} ${reason}`);
  throw new Problem("INVALID_REQUEST", `${words.join("; ")}.`);
}

/** Keys stay: once there is one, what is offered under this can be signed. */
async function assertSignable(
  transaction: Transaction,
  slug: string,
  { selectiveDisclosure }: AchievementContent,
): Promise<void> {
  const issuer = await transaction.get(keyOf.issuer(slug));
  if (!issuer) throw new Problem("NOT_FOUND", "There is no such issuer.");
  if (isDisclosureSuite(usualSuiteOf(usualKey(issuer).type)))
    throw new Problem(
      "CONFLICT",
      "The only key of this issuer signs for selective disclosure alone, which most wallets do not take.",
    );
  if (selectiveDisclosure !== undefined) disclosureKey(issuer, selectiveDisclosure);
}

async function recordVersion(
  transaction: Transaction,
  {
    slug,
    record,
    action,
  }: { slug: string; record: AchievementRecord; action: "achievement.created" | "achievement.revised" },
): Promise<void> {
  const { id, version, by, createdAt: at } = record;
  transaction.put(completionKeys.achievement(slug, id), record);
  transaction.put(completionKeys.achievementVersion(slug, id, version), record);
  const target = `achievement/${id}/${version}`;
  await recordAudit(transaction, { slug, at }, { by, action, target });
}

function notFound(): Problem {
  return new Problem("NOT_FOUND", "There is no such achievement.");
}
