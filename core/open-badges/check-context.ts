import { contextUrls } from "../credential/vocabulary.ts";
import type { JsonValue } from "../json/json-value.ts";
import { isJsonObject } from "../json/json-value.ts";
import type { Findings } from "./findings.ts";
import { type ClassName, clauseOf } from "./model/class-names.ts";
import type { DataModel } from "./model/classes.ts";

const openBadges = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/;
const learnerRecord = /^https:\/\/purl\.imsglobal\.org\/spec\/clr\/v2p0\/context(-2\.\d\.\d)*\.json$/;

/** The contexts that come after that of the credential's data model, in this order. */
const following: Partial<Record<ClassName, { pattern: RegExp; says: string }[]>> = {
  AchievementCredential: [{ pattern: openBadges, says: "the context of Open Badges 3.0" }],
  EndorsementCredential: [{ pattern: openBadges, says: "the context of Open Badges 3.0" }],
  ClrCredential: [
    { pattern: learnerRecord, says: "the context of CLR 2.0" },
    { pattern: openBadges, says: "the context of Open Badges 3.0" },
  ],
};

/** Checks that the contexts of a credential are an ordered set that begins as its class demands. */
export function checkContext(
  context: JsonValue | undefined,
  name: ClassName,
  owner: readonly (string | number)[],
  { findings, dataModel }: { findings: Findings; dataModel: DataModel },
): void {
  const path = [...owner, "@context"];
  const clause = clauseOf(name);
  if (context === undefined) {
    findings.add(path, clause, "is missing");
    return;
  }
  if (!Array.isArray(context)) {
    findings.add(path, clause, "must be an array");
    return;
  }
  const first = dataModel === "1.1" ? contextUrls.credentialsV1 : contextUrls.credentialsV2;
  if (context[0] !== first) findings.add([...path, 0], clause, `must be ${first}`);
  const expected = following[name] ?? [];
  expected.forEach(({ pattern, says }, position) => {
    const entry = context[position + 1];
    if (typeof entry !== "string" || !pattern.test(entry)) {
      findings.add([...path, position + 1], clause, `must be ${says}`);
    }
  });
  context.forEach((entry, position) => {
    if (position <= expected.length || typeof entry === "string" || isJsonObject(entry)) return;
    findings.add([...path, position], clause, "must be a URL or an inline context");
  });
}
