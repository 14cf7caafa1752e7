import { type AchievementRecord, completionPrefixes } from "../completions/records.ts";
import type { IssuerContext } from "../use-cases/context.ts";

/** The achievements of a tenant by what people write into a spreadsheet. */
export interface AchievementIndex {
  /** By id or by its exact title; "ambiguous" when several have this title. */
  find(text: string): AchievementRecord | "ambiguous" | undefined;
}

const pageSize = 200;

/** Reads the achievements of a tenant, in the versions in use. */
export async function indexAchievements({ store }: IssuerContext, slug: string): Promise<AchievementIndex> {
  const byId = new Map<string, AchievementRecord>();
  const byTitle = new Map<string, AchievementRecord | "ambiguous">();
  const prefix = completionPrefixes.achievements(slug);
  let after: string | undefined;
  do {
    const page = await store.list(prefix, { limit: pageSize, ...(after && { after }) });
    for (const { value } of page) {
      const title = value.content.title.normalize("NFC");
      byId.set(value.id, value);
      byTitle.set(title, byTitle.has(title) ? "ambiguous" : value);
    }
    after = page.length === pageSize ? page.at(-1)?.key : undefined;
  } while (after !== undefined);
  return {
    find: (text) => byId.get(text.toLowerCase().replace(/^urn:uuid:/, "")) ?? byTitle.get(text),
  };
}
