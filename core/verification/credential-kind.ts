import type { StatementSummary } from "./verdict.ts";

/** What people call kinds of credentials whose type names are for programs. */
const names = new Map([
  ["EndorsementCredential", "Endorsement"],
  ["ClrCredential", "Portfolio"],
]);

/** What to call a micro-internship whose holder shows everything but its title. */
export const untitledWork = "Micro-internship, title not shown";

/** What kind of credential it is, by the first type that says more than "verifiable credential". */
export function credentialKind(statement: Pick<StatementSummary, "types"> | undefined): string {
  const types = statement?.types.map((type) => type.replace(/^.*[#/]/u, "")) ?? [];
  const kind = types.find((type) => type !== "VerifiableCredential") ?? "Credential";
  return names.get(kind) ?? kind;
}
