import type { Statement, StatusEntryStatement } from "../credential/statement.ts";
import { iris } from "../credential/vocabulary.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem, isUndecided } from "../problem/undecided.ts";
import { minimumEntries, readEntry } from "./bitstring.ts";
import { loadStatusList, type StatusListContext, type VerifiedStatusList } from "./load-status-list.ts";

/** What the status lists say about a credential. */
export interface StatusFinding {
  /** Why the credential is not in force, or why that could not be found out. */
  problem: Problem | undefined;
  /** Facts that do not put it out of force: messages, a refreshed version. */
  notes: string[];
  /** When the oldest of the lists that were believed was made; absent when there is none. */
  oldestListAt: Date | undefined;
}

/**
 * Asks every `credentialStatus` entry of a credential. A set revocation or suspension is a "no"; an
 * entry that cannot be read, an unknown purpose or type, or a list that cannot be had leaves it open.
 *
 * @see {@link https://www.w3.org/TR/vc-bitstring-status-list/#validate-algorithm}
 */
export async function checkStatus(
  statement: Pick<Statement, "issuer" | "status">,
  context: StatusListContext,
): Promise<StatusFinding> {
  const lists = new Map<string, Promise<VerifiedStatusList>>();
  const finding: StatusFinding = { problem: undefined, notes: [], oldestListAt: undefined };
  for (const entry of statement.status) {
    try {
      const note = await checkEntry(entry, statement.issuer ?? "", lists, context);
      if (note !== undefined) finding.notes.push(note);
    } catch (error) {
      const problem = asProblem(error);
      if (finding.problem === undefined || (isUndecided(finding.problem) && !isUndecided(problem))) {
        finding.problem = problem;
      }
    }
  }
  const madeAt = await Promise.allSettled(lists.values());
  const times = madeAt
    .flatMap((list) => (list.status === "fulfilled" ? [list.value.madeAtMilliseconds] : []))
    .filter(Number.isFinite);
  if (times.length > 0) finding.oldestListAt = new Date(Math.min(...times));
  return finding;
}

async function checkEntry(
  entry: StatusEntryStatement,
  expectedIssuer: string,
  lists: Map<string, Promise<VerifiedStatusList>>,
  context: StatusListContext,
): Promise<string | undefined> {
  const { url, index, statusSize, purpose } = parseEntry(entry);
  const loading = lists.get(url) ?? loadStatusList({ url, expectedIssuer }, context);
  lists.set(url, loading);
  const { purposes, bitstring } = await loading;
  if (!purposes.includes(purpose)) throw unverifiable("The status list is for another purpose");
  if ((bitstring.length * 8) / statusSize < minimumEntries) {
    throw new Problem("STATUS_LIST_LENGTH_ERROR", `The status list has fewer than ${minimumEntries} entries`);
  }
  return judge(purpose, readEntry(bitstring, index, statusSize), entry);
}

function judge(purpose: string, value: number, { messages }: StatusEntryStatement): string | undefined {
  switch (purpose) {
    case "revocation":
      if (value !== 0) throw new Problem("REVOKED");
      return undefined;
    case "suspension":
      if (value !== 0) throw new Problem("SUSPENDED");
      return undefined;
    case "refresh":
      return value === 0 ? undefined : "The issuer has a newer version of this credential";
    case "message": {
      const message = messages.get(`0x${value.toString(16)}`);
      return `The issuer's status message: ${message ?? `0x${value.toString(16)}`}`;
    }
    default:
      throw new Problem("UNSUPPORTED", "A status of an unknown purpose");
  }
}

function parseEntry(entry: StatusEntryStatement) {
  if (!entry.types.includes(iris.BitstringStatusListEntry)) {
    throw new Problem("UNSUPPORTED", "A status of a kind that is not supported here");
  }
  const { statusListIndex, statusListCredential, statusPurpose, statusSize } = entry;
  if (statusListIndex === undefined || !/^(0|[1-9][0-9]{0,9})$/.test(statusListIndex)) {
    throw unverifiable('"statusListIndex" is not a whole number');
  }
  if (statusListCredential === undefined || !/^https?:\/\//.test(statusListCredential)) {
    throw unverifiable('"statusListCredential" is not a web address');
  }
  if (statusPurpose === undefined) throw unverifiable('"statusPurpose" is missing');
  if (statusSize === undefined || !/^[1-9][0-9]?$/.test(statusSize) || Number(statusSize) > 32) {
    throw unverifiable('"statusSize" is not 1 to 32');
  }
  return {
    url: statusListCredential,
    index: Number(statusListIndex),
    statusSize: Number(statusSize),
    purpose: statusPurpose,
  };
}

function unverifiable(detail: string): Problem {
  return new Problem("STATUS_VERIFICATION_ERROR", detail);
}
