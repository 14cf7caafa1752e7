import type { VNode } from "preact";
import {
  describeCheck,
  type Headline,
  headlineOf,
  isPresentation,
  requestOf,
  trustOf,
} from "../../core/verification/describe.ts";
import { pathsOfTrust } from "../../core/verification/endorsements/describe-endorsements.ts";
import type { Check, Verification } from "../../core/verification/verdict.ts";
import { Moment } from "../../web/dates.tsx";
import { Said } from "../../web/said.tsx";

/** Colour, icon and words all tell the verdict; only `good` is ever green. */
const looks: Record<Headline["kind"], { tone: string; icon: string }> = {
  verified: { tone: "good", icon: "✓" },
  "verified-through-endorsement": { tone: "good", icon: "⇢" },
  "verified-unknown-issuer": { tone: "notice", icon: "i" },
  "verified-not-bound": { tone: "notice", icon: "i" },
  "not-what-was-asked": { tone: "caution", icon: "≠" },
  "not-verified": { tone: "bad", icon: "✕" },
  undetermined: { tone: "caution", icon: "?" },
};

/** The verdict at one glance, and the one reason that decides it. */
export function Banner({ verification }: { verification: Verification }): VNode {
  const { kind, text } = headlineOf(verification);
  const { tone, icon } = looks[kind];
  return (
    <section class={`banner ${tone}`} role="status" data-verdict={kind}>
      <span class={`mark large ${tone}`} aria-hidden="true">
        {icon}
      </span>
      <div>
        <h2>
          <Said>{text}</Said>
        </h2>
        <p>
          <Said>{decidingReason(verification, kind)}</Said>
        </p>
        <p class="quiet">
          As of <Moment>{verification.asOf}</Moment>
        </p>
      </div>
    </section>
  );
}

function decidingReason(verification: Verification, kind: Headline["kind"]): string {
  const { issuer } = verification.validation;
  const isPortfolio = !isPresentation(verification) && verification.portfolio !== undefined;
  if (isPortfolio && verification.verified) return reasonOfPortfolio(kind);
  switch (kind) {
    case "verified":
      return `It is genuine and in force. ${trustOf(issuer)}.`;
    case "verified-through-endorsement":
      return `It is genuine and in force. You do not know its issuer yourself. ${pathsOfTrust(issuer).join(". ")}.`;
    case "verified-unknown-issuer":
      return (
        issuer.reason ??
        "It is genuine and in force. Whether its issuer is who it says it is, you have to find out yourself."
      );
    case "verified-not-bound":
      return `It is genuine and in force. Nothing shows that it is about who presents it. ${trustOf(issuer)}.`;
    case "not-what-was-asked":
      return `${requestOf(verification)?.reasons.join(". ") ?? ""}.`;
    case "not-verified":
      return verification.verified ? (issuer.reason ?? "") : reasonOf(verification, "failed");
    case "undetermined":
      return reasonOf(verification, "unknown");
  }
}

function reasonOfPortfolio(kind: Headline["kind"]): string {
  const genuine = "It is genuine and in force, and so is every credential in it.";
  if (kind !== "verified-unknown-issuer")
    return `${genuine} What you hold of each issuer stands with its credential.`;
  return `${genuine} Whether each issuer is who it says it is, you have to find out yourself.`;
}

function reasonOf(verification: Verification, outcome: Check["outcome"]): string {
  const inner = isPresentation(verification) ? verification.credentials.flatMap(({ checks }) => checks) : [];
  const deciding = [...verification.checks, ...inner].find((check) => check.outcome === outcome);
  return (deciding && describeCheck(deciding).reason) ?? "";
}
