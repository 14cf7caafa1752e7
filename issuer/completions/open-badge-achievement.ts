import type { AchievementDefinition } from "../../core/credential/micro-internship/micro-internship.ts";
import { achievementOf } from "../../core/credential/micro-internship/micro-internship-results.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { AchievementRecord } from "./records.ts";

/** What a version of an achievement puts into every credential made under it. */
export function definitionOf({ id, version, content }: AchievementRecord): AchievementDefinition {
  return { ...content, achievementId: `urn:uuid:${id}`, achievementVersion: version };
}

/** An achievement as an Open Badges 3.0 `Achievement` document; nothing in it is about a student. */
export function openBadgeAchievement(record: AchievementRecord): JsonObject {
  return {
    "@context": [contextUrls.credentialsV2, contextUrls.openBadges],
    ...achievementOf(definitionOf(record)),
  };
}
