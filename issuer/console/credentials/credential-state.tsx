import type { VNode } from "preact";
import type { CredentialView } from "../../use-cases/credentials.ts";
import { Chip, type Tone } from "../frame/list-parts.tsx";

/** What holds for a credential now. */
export type CredentialState =
  | "in force"
  | "revoked"
  | "suspended"
  | "replaced"
  | "being issued"
  | "not issued";

/** Tells the state of an issuance; a revocation outweighs whatever else there is. */
export function stateOf({ state, statuses, supersededBy }: CredentialView): CredentialState {
  if (state === "intended") return "being issued";
  if (state === "voided") return "not issued";
  if (supersededBy !== undefined) return "replaced";
  const isSet = (purpose: string) =>
    statuses.some((entry) => entry.statusPurpose === purpose && entry.status);
  if (isSet("revocation")) return "revoked";
  return isSet("suspension") ? "suspended" : "in force";
}

/** Whether a status of this kind can be changed at all: it has an entry for it, and it is what its id means. */
export function canChange(view: CredentialView, purpose: "revocation" | "suspension"): boolean {
  const state = stateOf(view);
  const isCurrent = state === "in force" || state === "suspended";
  return isCurrent && view.statuses.some(({ statusPurpose }) => statusPurpose === purpose);
}

const looks: Record<CredentialState, [Tone, string]> = {
  "in force": ["good", "In force"],
  revoked: ["bad", "Revoked"],
  suspended: ["caution", "Suspended"],
  replaced: ["plain", "Replaced"],
  "being issued": ["notice", "Being issued"],
  "not issued": ["bad", "Not issued"],
};

/** The state of a credential in a word. */
export function StateChip({ view }: { view: CredentialView }): VNode {
  const [tone, words] = looks[stateOf(view)];
  return <Chip tone={tone}>{words}</Chip>;
}
