import type { WorkSummary } from "../credential/micro-internship/work-summary.ts";
import type { StatementSummary } from "./verdict.ts";

/** What people call kinds of credentials whose type names are for programs. */
const names = new Map([
  ["EndorsementCredential", "Endorsement"],
  ["ClrCredential", "Portfolio"],
]);

/** The types of achievement that a micro-internship may have: "MicroCredential" is what Stint issues. */
const micro = new Set(["MicroCredential", "Fieldwork", "ext:MicroInternship"]);

/**
 * What to call the work that a credential speaks of. A course or a diploma is a badge as well, and no work for an employer.
 *
 * @param isWhole - Whether all of it is there to be read: what kind of achievement it is may be missing otherwise.
 */
export function workKind({ achievementType }: Pick<WorkSummary, "achievementType">, isWhole: boolean) {
  const isMicro = achievementType === undefined ? !isWhole : micro.has(achievementType);
  return isMicro ? "Micro-internship" : "Achievement";
}

/** What to call a micro-internship whose holder shows everything but its title. */
export const untitledWork = "Micro-internship, title not shown";

/** What kind of credential it is, by the first type that says more than "verifiable credential". */
export function credentialKind(statement: Pick<StatementSummary, "types"> | undefined): string {
  const types = statement?.types.map((type) => type.replace(/^.*[#/]/u, "")) ?? [];
  const kind = types.find((type) => type !== "VerifiableCredential") ?? "Credential";
  return names.get(kind) ?? kind;
}
