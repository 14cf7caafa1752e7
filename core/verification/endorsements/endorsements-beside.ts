import type { EndorsedThing } from "../../endorsement/embedded-endorsements.ts";
import { isVerified } from "../checks.ts";
import type { Check, CheckName, CredentialVerification, Endorsement } from "../verdict.ts";
import { isEndorsement } from "./check-endorsement.ts";
import { withTrustedEndorsers } from "./judge-endorsers.ts";
import { withThing } from "./verify-endorsements.ts";

/** Whose a credential is: in a presentation, and in a portfolio. */
const bindings: ReadonlySet<CheckName> = new Set(["holder-binding", "portfolio-subject"]);

interface Endorsed {
  of: EndorsedThing;
  thing: string;
}

/**
 * Puts the endorsements of a presentation or a portfolio with the credentials that they speak for.
 *
 * An endorsement is about an employer or an achievement, so nobody is its subject: it may be presented by whoever presents what it
 * endorses, and by nobody else.
 *
 * @param credentials - Each with its own verdict, answered whose it is, and judged by whom this verifier trusts.
 */
export async function withEndorsementsBeside(
  credentials: readonly CredentialVerification[],
): Promise<CredentialVerification[]> {
  const results = [...credentials];
  for (const [index, endorsement] of credentials.entries()) {
    const { statement, work, disclosure } = endorsement;
    if (statement === undefined || work !== undefined || !isEndorsement(statement)) continue;
    // Of a part nobody knows that it is nothing else besides: it stays whose it is.
    if (disclosure?.partial === true) continue;
    for (const [position, credential] of credentials.entries()) {
      const endorsed = thingIn(credential, statement.subjects);
      if (endorsed === undefined || !isBound(credential)) continue;
      results[index] = boundTo(results[index] ?? endorsement, position + 1);
      const issuer = credential.statement?.issuer ?? "";
      const verification = await withThing(boundTo(endorsement, position + 1), { ...endorsed, issuer });
      const beside: Endorsement = { ...endorsed, verification };
      const target = results[position] ?? credential;
      results[position] = withTrustedEndorsers({
        ...target,
        endorsements: [...(target.endorsements ?? []), beside],
      });
    }
  }
  return results;
}

/** What of a credential has one of these identifiers; nothing of an endorsement has: there are no endorsements of endorsements here. */
function thingIn({ statement }: CredentialVerification, ids: readonly string[]): Endorsed | undefined {
  if (statement === undefined || isEndorsement(statement)) return undefined;
  const { id, issuer, achievement } = statement;
  const things = [
    ["issuer", issuer],
    ["achievement", achievement],
    ["credential", id],
  ] as const;
  const [of, thing] =
    things.find(([, candidate]) => candidate !== undefined && ids.includes(candidate)) ?? [];
  return of === undefined || thing === undefined ? undefined : { of, thing };
}

function isBound({ checks }: CredentialVerification): boolean {
  return checks.some(
    ({ name, outcome }) => bindings.has(name) && (outcome === "passed" || outcome === "not-applicable"),
  );
}

function boundTo(endorsement: CredentialVerification, position: number): CredentialVerification {
  const { endorsesPosition } = endorsement;
  if (endorsesPosition !== undefined) return endorsement;
  const checks = endorsement.checks.map((check) =>
    bindings.has(check.name) ? besideOf(check.name, position) : check,
  );
  return { ...endorsement, checks, verified: isVerified(checks), endorsesPosition: position };
}

function besideOf(name: CheckName, position: number): Check {
  return {
    name,
    outcome: "passed",
    note: `It endorses what is presented beside it, as credential ${position}`,
  };
}
