import type { VNode } from "preact";
import type { ComparedEvidence, EvidenceOutcome } from "../../core/evidence/compare-evidence.ts";
import {
  describeEvidence,
  describeEvidenceFile,
} from "../../core/verification/evidence/describe-evidence.ts";
import type { EvidenceFile } from "../../core/verification/verdict.ts";
import { Said } from "../../web/said.tsx";

const looks: Record<EvidenceOutcome, { icon: string; tone: string }> = {
  matches: { icon: "✓", tone: "good" },
  differs: { icon: "✕", tone: "bad" },
  "not-given": { icon: "–", tone: "plain" },
  "no-digest": { icon: "–", tone: "plain" },
  "unreadable-digest": { icon: "?", tone: "caution" },
};

/** Each signed piece of evidence of a credential and what comparing it with the files came to. */
export function EvidenceList({ evidence }: { evidence: ComparedEvidence[] }): VNode | null {
  if (evidence.length === 0) return null;
  return (
    <>
      <h3>Evidence that was signed</h3>
      <ul class="opinions">
        {evidence.map((item, index) => {
          const { icon, tone } = looks[item.outcome];
          const { name, answer } = describeEvidence(item);
          return (
            <li key={index} data-evidence={item.outcome}>
              <span class={`mark ${tone}`} aria-hidden="true">
                {icon}
              </span>
              <span>
                <Said>{name}</Said>: <Said>{answer}</Said>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Each file that was given and whether it belongs to anything that was signed. */
export function EvidenceFiles({ files = [] }: { files: EvidenceFile[] | undefined }): VNode | null {
  if (files.length === 0) return null;
  return (
    <section class="card">
      <h2>The files that you gave</h2>
      <ul class="opinions">
        {files.map((file, index) => {
          const { icon, tone } = looks[file.outcome === "belongs" ? "matches" : "differs"];
          return (
            <li key={index} data-file={file.outcome}>
              <span class={`mark ${tone}`} aria-hidden="true">
                {icon}
              </span>
              <span>
                <Said>{file.name}</Said>: {describeEvidenceFile(file)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
