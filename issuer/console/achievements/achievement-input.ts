import { achievementSchema } from "../../completions/achievement-schema.ts";
import { describeIssues } from "../../completions/describe-issues.ts";
import type { AchievementContent } from "../../completions/records.ts";
import { filledRows, linesOf, textOf, troublesOf } from "../form-rows.ts";
import type { Trouble } from "../page-handlers.ts";

/** The public lists that skills are named in, with what people call them. */
export const frameworks = [
  { value: "ext:ESCO", text: "ESCO" },
  { value: "ext:ONETSOC", text: "O*NET" },
  { value: "CTDL", text: "CTDL" },
];

const labels = new Map([
  ["title", "The title"],
  ["summary", "The summary"],
  ["criteria", "What “done” means"],
  ["estimatedHours", "The estimated effort"],
  ["tags", "The keywords"],
  ["skills.*.targetName", "The name of the skill"],
  ["skills.*.targetUrl", "The web address of the skill"],
  ["skills.*.targetType", "The list of the skill"],
  ["rubrics.*.name", "The name of what is rated"],
  ["rubrics.*.levels", "The levels"],
  ["skills", "The list of skills"],
  ["rubrics", "The list of what is rated"],
]);

/**
 * Reads the form of an achievement. What the form has no field for (the code of a skill, the skills of what is rated, the picture, which
 * cryptosuite serves blind screening) is kept from the version before.
 */
export function readAchievementForm(
  values: URLSearchParams,
  before?: AchievementContent,
): { content: AchievementContent } | { troubles: Trouble[] } {
  const skillRows = filledRows(values, "skills", ["targetName", "targetUrl"] as const);
  const rubricRows = filledRows(values, "rubrics", ["name", "levels"] as const);
  const hours = textOf(values, "estimatedHours");
  const paid = values.get("paidFairly");
  const tags = linesOf(values, "tags");
  const content = {
    title: textOf(values, "title"),
    summary: textOf(values, "summary"),
    criteria: textOf(values, "criteria"),
    ...(skillRows.length > 0 && {
      skills: skillRows.map(({ row, texts }) => {
        const targetType = values.get(`skills.${row}.targetType`) ?? "";
        const known = before?.skills?.find((skill) => skill.targetUrl === texts.targetUrl);
        const framework = frameworks.find(({ value }) => value === targetType)?.text ?? "";
        return {
          ...(known?.targetType === targetType ? known : { targetFramework: framework }),
          targetType,
          ...texts,
        };
      }),
    }),
    ...(tags.length > 0 && { tags }),
    ...(rubricRows.length > 0 && {
      rubrics: rubricRows.map(({ row, texts: { name } }) => {
        const skills = before?.rubrics?.find((rubric) => rubric.name === name)?.skills;
        return { name, levels: linesOf(values, `rubrics.${row}.levels`), ...(skills && { skills }) };
      }),
    }),
    ...(hours !== "" && { estimatedHours: Number(hours.replace(",", ".")) }),
    ...((paid === "yes" || paid === "no") && { paidFairly: paid === "yes" }),
    ...(before?.image !== undefined && { image: before.image }),
    ...(values.get("blindScreening") === "yes" && {
      selectiveDisclosure: before?.selectiveDisclosure ?? "ecdsa-sd-2023",
    }),
  };
  const result = achievementSchema.safeParse(content);
  if (result.success) return { content: result.data };
  const rows = new Map([
    ["skills", skillRows.map(({ row }) => row)],
    ["rubrics", rubricRows.map(({ row }) => row)],
  ]);
  return { troubles: troublesOf(describeIssues(result.error, "content"), { rows, labels }) };
}

/** What the form holds when an achievement is changed. */
export function achievementValues(content: AchievementContent): URLSearchParams {
  const {
    title,
    summary,
    criteria,
    skills = [],
    tags = [],
    rubrics = [],
    estimatedHours,
    paidFairly,
    selectiveDisclosure,
  } = content;
  const values = new URLSearchParams({ title, summary, criteria, tags: tags.join("\n") });
  skills.forEach(({ targetName, targetUrl, targetType }, row) => {
    values.set(`skills.${row}.targetName`, targetName);
    values.set(`skills.${row}.targetUrl`, targetUrl);
    values.set(`skills.${row}.targetType`, targetType);
  });
  rubrics.forEach(({ name, levels }, row) => {
    values.set(`rubrics.${row}.name`, name);
    values.set(`rubrics.${row}.levels`, levels.join("\n"));
  });
  if (estimatedHours !== undefined) values.set("estimatedHours", String(estimatedHours));
  if (selectiveDisclosure !== undefined) values.set("blindScreening", "yes");
  if (paidFairly !== undefined) values.set("paidFairly", paidFairly ? "yes" : "no");
  return values;
}
