import { basename } from "node:path";
import { isEvidence } from "../../core/evidence/compare-evidence.ts";
import { contentDigests } from "../../core/evidence/content-digests.ts";
import { titleOf } from "../credentials/credential-facts.ts";
import { readFileBounded } from "../credentials/read-document.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import { maxEvidenceBytes } from "../evidence/evidence-shelf.ts";
import { plainName } from "../evidence/hand-over.ts";
import {
  type NumberedEvidence,
  numberEvidence,
  selectKept,
  signedEvidenceOf,
} from "../evidence/numbered-evidence.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withCredentials } from "../open-wallet.ts";
import { confirm } from "../openid/confirm.ts";
import type { Session } from "../session.ts";
import { styled } from "../terminal/line.ts";
import { writeNewFile } from "../terminal/write-new-file.ts";
import { quotedClaim } from "../views/claim.ts";
import { keptEvidenceLines, sizeOf } from "../views/evidence-view.ts";
import type { Wallet } from "../wallet.ts";

export interface EvidenceOptions {
  readonly action: string;
  readonly credential: string;
  /** The file to add, or the number of a kept one. */
  readonly what: string | undefined;
  readonly out: string | undefined;
  readonly yes: boolean;
}

interface Desk {
  readonly held: NumberedCredential;
  readonly wallet: Wallet;
  readonly options: EvidenceOptions;
  readonly session: Session;
}

const actions: Record<string, (desk: Desk) => Promise<ExitCode>> = { add, list, save, remove };

/** Keeps the files that a credential names as evidence, so that they can be handed along with it. */
export async function evidence(options: EvidenceOptions, session: Session): Promise<ExitCode> {
  const action = Object.hasOwn(actions, options.action) ? actions[options.action] : undefined;
  if (action === undefined) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "What is to be done with the evidence?",
      "Say add, list, save or remove: stint evidence list 1",
    );
  }
  return withCredentials(session, async (wallet) => {
    const held = await wallet.credential(options.credential);
    return action({ held, wallet, options, session });
  });
}

async function add({ held, wallet, options, session }: Desk): Promise<ExitCode> {
  const { what } = options;
  if (what === undefined) {
    throw new GuidedProblem("INVALID_REQUEST", "Which file?", "Give it: stint evidence add 1 report.pdf");
  }
  const bytes = await readFileBounded(what, maxEvidenceBytes);
  const signed = await signedEvidenceOf(held);
  const digests = contentDigests(bytes);
  const position = signed.findIndex((item) => isEvidence({ digests }, item));
  // The bound comes first: what was cut off has another digest.
  if (position === -1 && bytes.length <= maxEvidenceBytes) throw belongsToNothing(signed.length);
  const file = { credential: held.recordId, name: plainName(basename(what)), bytes };
  const { record, isNew } = await wallet.evidence.keep(file, { now: session.environment.now() });
  const name = signed[position]?.name ?? signed[position]?.id ?? "Evidence";
  session.terminal.tell(
    [
      styled("green", "✔ "),
      isNew ? "Kept as evidence: " : "It is kept already: ",
      `${quotedClaim(name)} of ${quotedClaim(titleOf(held.verification))}`,
    ],
    `  Its digest is the one that was signed. ${sizeOf(record.sizeBytes)}, sealed like everything in the wallet.`,
  );
  const { sizeBytes } = record;
  if (session.settings.json)
    session.terminal.printJson({ number: position + 1, name: record.name, sizeBytes, isNew });
  return exitCodes.done;
}

async function list({ held, wallet, session }: Desk): Promise<ExitCode> {
  const { terminal, settings } = session;
  const numbered = await numberedOf(held, wallet);
  if (settings.json) {
    terminal.printJson(
      numbered.map(({ number, signed, kept }) => ({
        number,
        ...signed,
        kept: kept === undefined ? undefined : { name: kept.name, sizeBytes: kept.sizeBytes },
      })),
    );
  } else if (numbered.length === 0) {
    terminal.tell("This credential names no evidence.");
  } else {
    terminal.print(...keptEvidenceLines(numbered));
  }
  return exitCodes.done;
}

async function save({ held, wallet, options, session }: Desk): Promise<ExitCode> {
  const record = selectKept(await numberedOf(held, wallet), options.what);
  const path = options.out ?? plainName(record.name);
  await writeNewFile(path, await wallet.evidence.read(record), { advice: "Choose another name with --out." });
  session.terminal.tell([styled("green", "✔ "), "Wrote ", styled("bold", path)]);
  if (session.settings.json) session.terminal.printJson({ file: path });
  return exitCodes.done;
}

async function remove({ held, wallet, options, session }: Desk): Promise<ExitCode> {
  const record = selectKept(await numberedOf(held, wallet), options.what);
  const name = quotedClaim(record.name);
  if (!(await confirm(`Remove the file ${name} from the wallet?`, options, session))) {
    session.terminal.tell("Nothing was removed.");
    return exitCodes.no;
  }
  await wallet.evidence.remove(record);
  session.terminal.tell([styled("green", "✔ "), `Removed the file ${name}.`]);
  if (session.settings.json) session.terminal.printJson({ removed: record.name });
  return exitCodes.done;
}

async function numberedOf(held: NumberedCredential, wallet: Wallet): Promise<NumberedEvidence[]> {
  return numberEvidence(await signedEvidenceOf(held), await wallet.evidence.kept(held.recordId));
}

function belongsToNothing(count: number): GuidedProblem {
  return count === 0
    ? new GuidedProblem(
        "NOT_FOUND",
        "Not kept: this credential names no evidence.",
        "Ask the issuer to name the file in it.",
      )
    : new GuidedProblem(
        "CRYPTOGRAPHIC_SECURITY_ERROR",
        "Not kept: no evidence that was signed has the digest of this file. It is another file, or was changed since.",
        "What was signed: stint evidence list CREDENTIAL",
      );
}
