import type { VNode } from "preact";
import { describeCheck } from "../../core/verification/describe.ts";
import type { Check, Outcome } from "../../core/verification/verdict.ts";
import { Moment } from "../../web/dates.tsx";
import { Said } from "../../web/said.tsx";

const looks: Record<Outcome, { icon: string; tone: string }> = {
  passed: { icon: "✓", tone: "good" },
  failed: { icon: "✕", tone: "bad" },
  unknown: { icon: "?", tone: "caution" },
  "not-applicable": { icon: "–", tone: "plain" },
  "not-asked": { icon: "–", tone: "plain" },
};

interface CheckListProps {
  checks: Check[];
  /** When they were answered. */
  asOf: string;
}

/** Every question that was asked, with its answer, the reason, and how old what it rests on is. */
export function CheckList({ checks, asOf }: CheckListProps): VNode {
  return (
    <ul class="checks">
      {checks.map((check) => {
        const { icon, tone } = looks[check.outcome];
        const { question, answer, reason } = describeCheck(check);
        return (
          <li key={check.name} data-check={check.name} data-outcome={check.outcome}>
            <span class={`mark ${tone}`} aria-hidden="true">
              {icon}
            </span>
            <div>
              <p class="question">
                {question}: <strong class={`answer ${tone}`}>{answer}</strong>
              </p>
              {reason && (
                <p class="quiet">
                  <Said>{reason}</Said>
                </p>
              )}
              {check.listAsOf && (
                <p class="quiet">
                  The issuer’s list is of <Moment>{check.listAsOf}</Moment>; fetched <Moment>{asOf}</Moment>.
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
