import type { Check, CredentialVerification } from "../../core/verification/verdict.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { readDocument } from "../credentials/read-document.ts";
import { idOf } from "../credentials/select-credential.ts";
import { verifyOneCredential } from "../credentials/verify-document.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withWallet } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import type { Ownership } from "../store/wallet-records.ts";
import { type Line, styled } from "../terminal/line.ts";
import { claim } from "../views/claim.ts";
import { verdictLines } from "../views/verdict-view.ts";
import type { AddOutcome } from "../wallet.ts";

/** What a wallet never keeps when it is not surely fine, whatever its owner says: no one could use it. */
const indispensable = new Set<Check["name"]>(["format", "proof", "issuer-binding"]);

/** Puts a credential into the wallet, after verifying it, and says what that does not vouch for. */
export async function add(options: { source: string; anyway: boolean }, session: Session): Promise<ExitCode> {
  const { terminal, settings, environment } = session;
  const document = await readDocument(options.source, session);
  if (document.kind === "presentation") {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "This is a presentation, no credential.",
      "Look at it with: stint verify FILE",
    );
  }
  return withWallet(session, async (wallet) => {
    const verification = await verifyOneCredential(document.content, session);
    const ownership = wallet.ownershipOf(verification);
    const refusal = refusalOf(verification, ownership, options);
    if (refusal !== undefined) {
      if (!settings.json) terminal.tell(...verdictLines(verification, { width: terminal.width }), "");
      throw refusal;
    }
    const addedAt = environment.now().toISOString();
    const held = { credential: document.content, ownership, addedAt, verification };
    const { outcome, number } = await wallet.add(held);
    terminal.tell(...outcomeLines(outcome, number, verification), ...doubts(verification, ownership));
    if (settings.json) terminal.printJson({ outcome, number, id: idOf(held), ownership, verification });
    return outcome === "kept-newer" ? exitCodes.no : exitCodes.done;
  });
}

function refusalOf(
  verification: CredentialVerification,
  ownership: Ownership,
  options: { anyway: boolean },
): GuidedProblem | undefined {
  const { checks } = verification;
  const isOpen = (check: Check) => check.outcome === "failed" || check.outcome === "unknown";
  const fatal = checks.filter((check) => indispensable.has(check.name) && isOpen(check));
  const failed = fatal.find((check) => check.outcome === "failed");
  if (failed !== undefined) {
    return refuse(
      failed,
      "Not added: it is not what its issuer signed.",
      "Ask the issuer for the original file.",
    );
  }
  if (fatal[0] !== undefined) {
    return refuse(
      fatal[0],
      "Not added: whether it is genuine could not be found out.",
      "Try again later, online.",
    );
  }
  if (options.anyway) return undefined;
  const lapsed = checks.find((check) => check.outcome === "failed");
  if (lapsed !== undefined) {
    return refuse(
      lapsed,
      "Not added: it is genuine, but not in force.",
      "To keep it all the same, add --anyway.",
    );
  }
  if (ownership !== "not-mine") return undefined;
  return new GuidedProblem(
    "HOLDER_MISMATCH",
    "Not added: it is about somebody else's DID.",
    "You could not present it. To keep it all the same, add --anyway. Your DID: stint did",
  );
}

function refuse(check: Check, words: string, advice: string): GuidedProblem {
  const detail = check.problem?.detail ?? check.problem?.title;
  return new GuidedProblem(
    check.problem?.code ?? "INTERNAL",
    detail === undefined ? words : `${words} ${detail}`,
    advice,
  );
}

function outcomeLines(outcome: AddOutcome, number: number, verification: CredentialVerification): Line[] {
  const name = claim(`"${titleOf(verification)}" for ${employerOf(verification)}`);
  const done = styled("green", "✔ ");
  switch (outcome) {
    case "added":
      return [[done, `Verified and added as number ${number}: ${name}`]];
    case "replaced":
      return [[done, `Verified; it replaces the older version, number ${number}: ${name}`]];
    case "already-held":
      return [[done, `It is in the wallet already, number ${number}: ${name}`]];
    case "kept-newer":
      return [
        [
          styled("yellow", "– "),
          `Not added: number ${number} is the same credential, as new or newer: ${name}`,
        ],
      ];
  }
}

/** What a person might believe that was never checked. */
function doubts(verification: CredentialVerification, ownership: Ownership): Line[] {
  const status = verification.checks.find((check) => check.name === "status");
  const lines = [
    `Who the issuer is: the signature proves the DID ${verification.statement?.issuer ?? ""}, not its name.`,
  ];
  if (status?.outcome === "unknown") lines.push("Whether it was revoked: that could not be found out now.");
  if (status?.outcome === "not-applicable")
    lines.push("Whether it was revoked: the issuer publishes no status for it.");
  if (ownership === "bearer") lines.push("That it is yours: it names nobody, whoever has it can present it.");
  if (ownership === "not-mine") lines.push("That it is yours: it is not, and you cannot present it.");
  return ["Not vouched for:", ...lines.map((line): Line => [styled("yellow", "  • "), line])];
}
