import { expand } from "../../core/credential/json-ld/json-ld.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPortfolioCredential, type Portfolio } from "../../core/portfolio/create-portfolio.ts";
import { Problem } from "../../core/problem/problem.ts";
import { describeCheck } from "../../core/verification/describe.ts";
import { leftOutLines } from "../../core/verification/portfolio/describe-portfolio.ts";
import { maximumMembers } from "../../core/verification/shared-bounds.ts";
import type { CredentialVerification, PortfolioVerification } from "../../core/verification/verdict.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import { verifyOneCredential } from "../credentials/verify-document.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import type { Wallet } from "../wallet.ts";

/** A signed portfolio, verified as whoever gets it would. */
export interface MadePortfolio {
  document: JsonObject;
  portfolio: PortfolioVerification;
}

const maximumBytes = 256 * 1024;

/**
 * Signs a portfolio of held credentials, and verifies it: one with anything in it that is not verified now is not given out.
 *
 * @throws {@link Problem} `UNSUPPORTED` for a credential that a portfolio cannot hold, `INVALID_REQUEST`, `CONTENT_TOO_LARGE`, and
 * what is wrong with a credential.
 */
export async function makePortfolio(
  chosen: readonly NumberedCredential[],
  facts: Pick<Portfolio, "id" | "name"> & { holderName: string | undefined },
  { wallet, session }: { wallet: Wallet; session: Session },
): Promise<MadePortfolio> {
  if (chosen.length > maximumMembers) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      `A portfolio holds at most ${maximumMembers} credentials.`,
      "Choose those that matter most, or make two.",
    );
  }
  const credentials = chosen.map(combinable);
  const created = session.environment.now();
  const { holderName, ...rest } = facts;
  const unsigned = (of: JsonObject[]) =>
    createPortfolioCredential({
      ...rest,
      ...(holderName !== undefined && { holderName }),
      holder: wallet.did,
      validFrom: created,
      credentials: of,
    });
  for (const [index, credential] of credentials.entries()) {
    await assertFits(unsigned([credential]), chosen[index]?.number ?? 0);
  }
  const document = await signCredential(unsigned(credentials), { signer: await wallet.signer(), created });
  if (Buffer.byteLength(JSON.stringify(document)) > maximumBytes)
    throw new GuidedProblem(
      "CONTENT_TOO_LARGE",
      "The portfolio would have more than 256 KiB.",
      "Choose fewer credentials.",
    );
  const verification = await verifyOneCredential(document, session);
  return { document, portfolio: assertVerified(verification, chosen) };
}

/** CLR 2.0 holds credentials as JSON, each with its proof in it. */
function combinable({ credential, number }: NumberedCredential): JsonObject {
  if (typeof credential !== "string") return credential;
  throw new GuidedProblem(
    "UNSUPPORTED",
    `Number ${number} is a JWT: a portfolio (CLR 2.0) holds credentials with their proof in them only.`,
    "Leave it out, or ask its issuer for the other form: stint accept LINK --format ldp_vc",
  );
}

async function assertFits(portfolio: JsonObject, number: number): Promise<void> {
  try {
    await expand(portfolio);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new GuidedProblem(
      "UNSUPPORTED",
      `Number ${number} is written in a version that cannot be combined with others of today.`,
      "Leave it out, or ask its issuer for a new one (VCDM 2.0, Open Badges 3.0.3).",
      { cause: error },
    );
  }
}

function assertVerified(
  verification: CredentialVerification,
  chosen: readonly NumberedCredential[],
): PortfolioVerification {
  const { portfolio, verified } = verification;
  const position = portfolio?.credentials.findIndex((credential) => !credential.verified) ?? -1;
  const bad = portfolio?.credentials[position];
  if (bad !== undefined) {
    const check =
      bad.checks.find(({ outcome }) => outcome === "failed") ??
      bad.checks.find(({ outcome }) => outcome === "unknown");
    const reason = check === undefined ? "" : ` ${describeCheck(check).reason ?? ""}`;
    throw new GuidedProblem(
      check?.problem?.code ?? "INTERNAL",
      `Number ${chosen[position]?.number ?? position + 1} is not verified now, so it cannot go into a portfolio.${reason}`,
      "Leave it out, or try again when it can be verified.",
    );
  }
  if (portfolio === undefined || !verified)
    throw new Problem("INTERNAL", "The portfolio that was made does not verify.");
  // A wallet knows no issuers.
  const { knownSums: _known, ...rest } = portfolio;
  if (portfolio.sums.projects.length > 0) return rest;
  throw new GuidedProblem(
    "INVALID_REQUEST",
    `Nothing in it counts as work. ${leftOutLines(portfolio.leftOut).join(". ")}.`,
    "Choose credentials of micro-internships: stint list",
  );
}
