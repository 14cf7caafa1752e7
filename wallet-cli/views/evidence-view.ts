import type { ComparedEvidence, EvidenceOutcome } from "../../core/evidence/compare-evidence.ts";
import {
  describeEvidence,
  describeEvidenceFile,
} from "../../core/verification/evidence/describe-evidence.ts";
import type { EvidenceFile } from "../../core/verification/verdict.ts";
import type { NumberedEvidence } from "../evidence/numbered-evidence.ts";
import type { EvidenceRecord } from "../store/wallet-records.ts";
import { type Line, type Style, styled } from "../terminal/line.ts";
import { wrapToWidth } from "../terminal/wrap-to-width.ts";
import { claim, quotedClaim } from "./claim.ts";

const marks: Record<EvidenceOutcome, [symbol: string, style: Style]> = {
  matches: ["✔", "green"],
  differs: ["✘", "red"],
  "not-given": ["–", "dim"],
  "no-digest": ["–", "dim"],
  "unreadable-digest": ["?", "yellow"],
};

/** Each signed piece of evidence and what comparing it with the files came to. */
export function evidenceLines(evidence: readonly ComparedEvidence[], options: { width: number }): Line[] {
  if (evidence.length === 0) return [];
  return [
    "  Evidence that was signed:",
    ...evidence.flatMap((item) => {
      const { name, answer } = describeEvidence(item);
      return marked(marks[item.outcome], `${quotedClaim(name)}: ${claim(answer)}`, options);
    }),
  ];
}

/** Each file that was given and whether it belongs to anything. */
export function evidenceFileLines(files: readonly EvidenceFile[] = [], options: { width: number }): Line[] {
  if (files.length === 0) return [];
  return [
    "",
    "Files that you gave:",
    ...files.flatMap((file) =>
      marked(
        file.outcome === "belongs" ? ["✔", "green"] : ["✘", "red"],
        `${quotedClaim(file.name)}: ${describeEvidenceFile(file)}`,
        options,
      ),
    ),
  ];
}

/** The evidence of a held credential, numbered, and which of it is kept. */
export function keptEvidenceLines(numbered: readonly NumberedEvidence[]): Line[] {
  return numbered.map(({ number, signed, kept }) => {
    const name =
      signed === undefined ? "Of an earlier version" : quotedClaim(signed.name ?? signed.id ?? "Evidence");
    const file = kept === undefined ? undefined : `${quotedClaim(kept.name)}, ${sizeOf(kept.sizeBytes)}`;
    const missing =
      signed?.digests.length === 0 ? "signed without a digest: nothing can be kept for it" : "not kept";
    return [
      styled("bold", `  ${number}  `),
      `${name}: `,
      file === undefined ? styled("dim", missing) : [styled("green", "kept"), ` as ${file}`],
    ].flat();
  });
}

/** Which files go along with a presentation, and where they are. */
export function handedOverLines(files: readonly EvidenceRecord[], folder: string): Line[] {
  return [
    [
      styled("yellow", "  • "),
      `${files.length} ${files.length === 1 ? "file" : "files"} as evidence, in the folder `,
      styled("bold", folder),
      " to give along: ",
      files.map(({ name }) => quotedClaim(name)).join(", "),
    ],
  ];
}

/** How large a file is, in words. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  const [unit, size] = bytes < 1024 * 1024 ? ["KiB", bytes / 1024] : ["MiB", bytes / (1024 * 1024)];
  return `${size.toLocaleString("en", { maximumFractionDigits: 1 })} ${unit}`;
}

function marked([symbol, style]: [string, Style], text: string, { width }: { width: number }): Line[] {
  return wrapToWidth(text, width - 6).map((line, index): Line => {
    return index === 0 ? ["    ", styled(style, symbol), ` ${line}`] : `      ${line}`;
  });
}
