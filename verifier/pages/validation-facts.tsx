import type { VNode } from "preact";
import { type ValidationFact, validationFacts } from "../../core/verification/describe-validation.ts";
import type { CredentialValidation } from "../../core/verification/verdict.ts";
import { Said } from "../../web/said.tsx";

const marks: Record<ValidationFact["kind"], { icon: string; tone: string }> = {
  good: { icon: "✓", tone: "good" },
  bad: { icon: "✕", tone: "bad" },
  open: { icon: "–", tone: "plain" },
};

/** What became of each schema that the credential names, and of the digests that it states. */
export function ValidationFacts({ validation }: { validation: CredentialValidation }): VNode | null {
  const facts = validationFacts(validation);
  if (facts.length === 0) return null;
  return (
    <>
      <h3>Schemas and related resources</h3>
      <ul class="opinions">
        {facts.map(({ kind, text, details }, index) => (
          <li key={index} data-fact={kind}>
            <span class={`mark ${marks[kind].tone}`} aria-hidden="true">
              {marks[kind].icon}
            </span>{" "}
            <div>
              <Said>{text}</Said>
              {details.map((detail) => (
                <p key={detail} class="quiet">
                  <Said>{detail}</Said>
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
