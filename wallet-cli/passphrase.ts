import { readFile, stat } from "node:fs/promises";
import { GuidedProblem } from "./guided-problem.ts";
import type { Session } from "./session.ts";
import { styled } from "./terminal/line.ts";

const shortestPassphrase = 8;
const attempts = 3;

/** The passphrase of a wallet that exists: from the file, the environment, or the person, in this order. */
export async function passphraseOf(session: Session, question = "Passphrase: "): Promise<string> {
  return (await unattendedPassphrase(session)) ?? (await askedPassphrase(session, question));
}

/** A passphrase for a wallet that is being made; a person types it twice. */
export async function newPassphrase(session: Session): Promise<string> {
  const given = await unattendedPassphrase(session);
  if (given !== undefined) {
    if (isLongEnough(given)) return given;
    throw new GuidedProblem("INVALID_REQUEST", tooShort, "Choose a longer one, best several words.");
  }
  session.terminal.tell(
    "Choose a passphrase for the wallet. Without it nobody, you included, can open it again.",
  );
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const first = await askedPassphrase(session, "New passphrase: ");
    if (!isLongEnough(first)) {
      session.terminal.tell(tooShort);
    } else if ((await askedPassphrase(session, "The same again: ")) === first) {
      return first;
    } else {
      session.terminal.tell("The two were not the same.");
    }
  }
  throw new GuidedProblem("INVALID_REQUEST", "No passphrase was chosen.", "Try again: stint init");
}

/** The passphrase that a script gives, when it gives one. */
export async function unattendedPassphrase(session: Session): Promise<string | undefined> {
  const { passphraseFile } = session.settings;
  if (passphraseFile !== undefined) return readPassphraseFile(passphraseFile, session);
  const passphrase = session.environment.variables.STINT_PASSPHRASE;
  return passphrase === undefined || passphrase === "" ? undefined : passphrase;
}

/** Asks the person, whatever a script gave. */
export async function askedPassphrase(session: Session, question: string): Promise<string> {
  const answer = await session.terminal.askSecret(question);
  if (answer !== undefined && answer !== "") return answer;
  throw new GuidedProblem(
    "INVALID_REQUEST",
    "A passphrase is needed.",
    "In a script give it in STINT_PASSPHRASE or with --passphrase-file.",
  );
}

async function readPassphraseFile(path: string, session: Session): Promise<string> {
  const [text, { mode }] = await Promise.all([readFile(path, "utf8"), stat(path)]).catch((error: unknown) => {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "The passphrase file cannot be read.",
      "Check the path and its permissions.",
      {
        cause: error,
      },
    );
  });
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    session.terminal.tell([
      styled("yellow", "Warning: "),
      "other people on this machine can read the passphrase file. Close it: chmod 600 FILE",
    ]);
  }
  const [firstLine = ""] = text.split(/\r?\n/u);
  if (firstLine === "")
    throw new GuidedProblem(
      "INVALID_REQUEST",
      "The passphrase file is empty.",
      "Its first line is the passphrase.",
    );
  return firstLine;
}

function isLongEnough(passphrase: string): boolean {
  return [...passphrase].length >= shortestPassphrase;
}

const tooShort = `A passphrase has at least ${shortestPassphrase} characters.`;
