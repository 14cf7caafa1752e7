import type { WorkSummary } from "../../core/credential/micro-internship/work-summary.ts";
import { isEndorsement } from "../../core/verification/endorsements/check-endorsement.ts";
import type { CredentialVerification, StatementSummary } from "../../core/verification/verdict.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { type Line, styled } from "../terminal/line.ts";
import { padToWidth, textWidth } from "../terminal/text-width.ts";
import { wrapToWidth } from "../terminal/wrap-to-width.ts";
import { claim } from "./claim.ts";
import { dayOf, periodOf } from "./person-dates.ts";

const widestLabel = 36;

/** The work done, for people: title, employer and dates first, then scope, results, skills and evidence. */
export function workLines(
  verification: Pick<CredentialVerification, "work" | "statement">,
  options: { width: number },
): Line[] {
  const { work, statement } = verification;
  const by = [employerOf(verification), work?.role, periodOf(work?.startDate, work?.endDate)];
  return [
    [styled("bold", claim(titleOf(verification)))],
    ...paragraph(by.filter((part) => part !== undefined && part !== "").join("  ·  "), options.width),
    ...(work === undefined ? [] : detailLines(work, options.width)),
    ...(statement !== undefined && isEndorsement(statement) ? endorsedLines(statement, options.width) : []),
    ...section("Issued", issuedLine(statement?.validFrom, statement?.validUntil)),
  ];
}

function endorsedLines({ subjects, endorsementComment }: StatementSummary, width: number): Line[] {
  return [
    ...section(
      "It endorses",
      subjects.flatMap((subject) => bullet(subject, width)),
    ),
    ...section("", quote(endorsementComment ?? "", width)),
  ];
}

function detailLines(work: WorkSummary, width: number): Line[] {
  const people: [string, string | undefined][] = [
    ["Done by", work.recipientName],
    ["Supervised by", work.supervisor],
    ["Together with", work.source],
  ];
  return [
    ...section("", quote(work.description ?? "", width)),
    ...section("Agreed", quote(work.criteria ?? "", width)),
    ...section(
      "Results",
      pairs(
        work.results.map(({ name, value, scale }) => [
          name,
          scale === undefined ? value : `${value} (${scale})`,
        ]),
        width,
      ),
    ),
    ...section(
      "Skills",
      work.skills.flatMap((skill) => bullet(withNote(skill.name, skill.framework), width)),
    ),
    ...section(
      "Evidence",
      work.evidence.flatMap((evidence) => evidenceLines(evidence, width)),
    ),
    ...section(
      "People",
      pairs(
        people.flatMap(([label, name]) => (name === undefined ? [] : [[label, name]])),
        width,
      ),
    ),
  ];
}

function issuedLine(validFrom: string | undefined, validUntil: string | undefined): Line[] {
  const parts = [
    ...(validFrom === undefined ? [] : [dayOf(validFrom)]),
    ...(validUntil === undefined ? [] : [`valid until ${dayOf(validUntil)}`]),
  ];
  return parts.length === 0 ? [] : [`  ${parts.join(", ")}`];
}

function section(heading: string, lines: Line[]): Line[] {
  if (lines.length === 0) return [];
  return ["", ...(heading === "" ? [] : [[styled("cyan", heading)]]), ...lines];
}

/**
 * The issuer's own paragraphs, behind a bar: none of their lines can pass for one of ours. Of the restricted Markdown
 * only the paragraphs and the emphasis marks matter on a terminal.
 */
function quote(markdown: string, width: number): Line[] {
  const lines = markdown
    .split(/\n+/u)
    .flatMap((text) => wrapToWidth(claim(text.replace(/\*\*|__/gu, "")), width - 4));
  return lines.map((line) => [styled("dim", "  │ "), line]);
}

function paragraph(text: string, width: number, indent = "  "): Line[] {
  return wrapToWidth(claim(text), width - indent.length).map((line) => indent + line);
}

function bullet(text: string, width: number): Line[] {
  return wrapToWidth(claim(text), width - 4).map((line, index) => (index === 0 ? "  • " : "    ") + line);
}

function pairs(rows: string[][], width: number): Line[] {
  const labelWidth = Math.min(
    widestLabel,
    Math.max(0, ...rows.map(([label = ""]) => textWidth(claim(label)))),
  );
  return rows.flatMap(([label = "", value = ""]) => {
    const values = wrapToWidth(claim(value), Math.max(10, width - labelWidth - 4));
    const labels = wrapToWidth(claim(label), labelWidth);
    return Array.from(
      { length: Math.max(labels.length, values.length) },
      (_, index): Line => [
        `  ${padToWidth(labels[index] ?? "", labelWidth)}  `,
        styled("bold", values[index] ?? ""),
      ],
    );
  });
}

function evidenceLines(evidence: WorkSummary["evidence"][number], width: number): Line[] {
  const { name, genre, description, digestMultibase } = evidence;
  return [
    ...bullet(withNote(name, genre), width),
    ...(description === undefined ? [] : paragraph(description, width, "    ")),
    ...(digestMultibase === undefined ? [] : paragraph(`digest ${digestMultibase}`, width, "    ")),
  ];
}

function withNote(text: string, note: string | undefined): string {
  return note === undefined ? text : `${text} (${note})`;
}
