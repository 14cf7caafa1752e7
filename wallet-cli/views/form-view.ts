import type { ProfileValidation } from "../../core/open-badges/profile.ts";
import { describeFinding } from "../../core/problem/finding.ts";
import { validationFacts } from "../../core/verification/describe-validation.ts";
import type { FormValidation } from "../credentials/form-validation.ts";
import { type Line, styled } from "../terminal/line.ts";
import { factLines, marked } from "./verdict-view.ts";

const good = { symbol: "✔", style: "green" } as const;
const bad = { symbol: "✘", style: "red" } as const;

const headlines = {
  valid: { ...good, text: "It has the form that is demanded" },
  invalid: { ...bad, text: "It has not the form that is demanded" },
  unknown: {
    symbol: "?",
    style: "yellow",
    text: "Whether it has the form that is demanded could not be found out",
  },
} as const;

/** Whether a credential has the form that was asked for: the headline, and everything that is wrong with it. */
export function formLines(validation: FormValidation, options: { width: number }): Line[] {
  const { symbol, style, text } = headlines[validation.outcome];
  return [
    [styled([style, "bold"], `${symbol} ${text}`)],
    ...(validation.profile === undefined ? [] : profileLines(validation.profile, options)),
    ...factLines(validationFacts({ issuer: { outcome: "unknown" }, schemas: validation.schemas }), options),
    [styled("dim", "  Whether it is signed, and by whom, was not asked: stint verify tells.")],
  ];
}

/** What a credential was held against, and what is not as it demands. */
export function profileLines({ of, findings }: ProfileValidation, options: { width: number }): Line[] {
  const standard = of === "ClrCredential" ? "Comprehensive Learner Record 2.0" : "Open Badges 3.0";
  if (findings.length === 0) return marked(good, `${standard}: conforms`, options);
  return [
    ...marked(bad, `${standard}: does not conform`, options),
    ...findings.flatMap((finding) =>
      marked({ symbol: "·", style: "dim" }, describeFinding(finding), options),
    ),
  ];
}
