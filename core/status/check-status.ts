import type { Statement, StatusEntryStatement } from "../credential/statement.ts";
import { iris } from "../credential/vocabulary.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem, graver } from "../problem/undecided.ts";
import { minimumEntries, readEntry } from "./bitstring.ts";
import { type ListKind, listKindOf } from "./list-kind.ts";
import { loadStatusList, type StatusListContext, type VerifiedStatusList } from "./load-status-list.ts";
import { askRevocationList } from "./revocation-list.ts";
import type { StatusAnswer } from "./status-answer.ts";

/** Larger lists are loaded again rather than held: one verification may meet many. */
const maximumKeptBytes = 1024 * 1024;

/** What the status lists say about a credential. */
export interface StatusFinding {
  /** Why the credential is not in force, or why that could not be found out. */
  problem: Problem | undefined;
  /** Facts that do not put it out of force: messages, a refreshed version; and what was said with a "no". */
  notes: string[];
  /** When the oldest of the lists that were believed was made; absent when there is none. */
  oldestListAt: Date | undefined;
}

type StatusStatement = Pick<Statement, "id" | "issuer" | "status">;

/** The lists that one credential points into, each verified once. */
type StatusLists = Map<string, Promise<VerifiedStatusList>>;

/**
 * Asks every `credentialStatus` entry of a credential. A set revocation or suspension is a "no"; an
 * entry that cannot be read, an unknown purpose or type, or a list that cannot be had leaves it open.
 *
 * @see {@link https://www.w3.org/TR/vc-bitstring-status-list/#validate-algorithm}
 */
export async function checkStatus(
  statement: StatusStatement,
  context: StatusListContext,
): Promise<StatusFinding> {
  const lists: StatusLists = new Map();
  const finding: StatusFinding = { problem: undefined, notes: [], oldestListAt: undefined };
  for (const entry of statement.status) {
    const { problem, note } = await answerOf(entry, statement, lists, context);
    if (note !== undefined) finding.notes.push(note);
    finding.problem = graver(finding.problem, problem);
  }
  const madeAt = await Promise.allSettled(lists.values());
  const times = madeAt
    .flatMap((list) => (list.status === "fulfilled" ? [list.value.madeAtMilliseconds] : []))
    .filter(Number.isFinite);
  if (times.length > 0) finding.oldestListAt = new Date(Math.min(...times));
  return finding;
}

async function answerOf(
  entry: StatusEntryStatement,
  statement: StatusStatement,
  lists: StatusLists,
  context: StatusListContext,
): Promise<StatusAnswer> {
  try {
    if (entry.types.includes(iris["1EdTechRevocationList"])) {
      // One of the two answers would be lost.
      if (listKindOf(entry.types) !== undefined)
        throw new Problem("UNSUPPORTED", "A status of two kinds at once");
      context.effort?.exceed();
      return await askRevocationList(entry, statement, context.fetchDocument);
    }
    return await askStatusList(entry, statement.issuer ?? "", lists, context);
  } catch (error) {
    return { problem: asProblem(error) };
  }
}

async function askStatusList(
  entry: StatusEntryStatement,
  expectedIssuer: string,
  lists: StatusLists,
  context: StatusListContext,
): Promise<StatusAnswer> {
  const kind = listKindOf(entry.types);
  if (kind === undefined) throw new Problem("UNSUPPORTED", "A status of a kind that is not supported here");
  const { url, index, statusSize, purpose } = parseEntry(entry);
  const key = `${kind.listType} ${url}`;
  const loading = lists.get(key) ?? loadOnce({ url, kind, expectedIssuer }, context);
  lists.set(key, loading);
  const { purposes, bitstring } = await loading;
  if (!purposes.includes(purpose)) throw unverifiable("The status list is for another purpose");
  if ((bitstring.length * 8) / statusSize < minimumEntries) {
    throw new Problem("STATUS_LIST_LENGTH_ERROR", `The status list has fewer than ${minimumEntries} entries`);
  }
  return judge(kind, purpose, readEntry(bitstring, index, statusSize), entry);
}

function loadOnce(
  request: { url: string; kind: ListKind; expectedIssuer: string },
  context: StatusListContext,
): Promise<VerifiedStatusList> {
  const key = JSON.stringify([request.url, request.kind.listType, request.expectedIssuer]);
  const known = context.loadedLists?.get(key);
  if (known !== undefined) return known;
  const loading = loadStatusList(request, context);
  context.loadedLists?.set(key, loading);
  const forget = () => context.loadedLists?.delete(key);
  // Whoever waits for it hears why it cannot be had.
  loading.then(
    ({ bitstring }) => bitstring.length > maximumKeptBytes && forget(),
    () => undefined,
  );
  return loading;
}

function judge(
  kind: ListKind,
  purpose: string,
  value: number,
  { messages }: StatusEntryStatement,
): StatusAnswer {
  if (!kind.purposes.includes(purpose)) throw new Problem("UNSUPPORTED", "A status of an unknown purpose");
  switch (purpose) {
    case "revocation":
      return value === 0 ? {} : { problem: new Problem("REVOKED") };
    case "suspension":
      return value === 0 ? {} : { problem: new Problem("SUSPENDED") };
    case "refresh":
      return value === 0 ? {} : { note: "The issuer has a newer version of this credential" };
    default: {
      const message = messages.get(`0x${value.toString(16)}`);
      return { note: `The issuer's status message: ${message ?? `0x${value.toString(16)}`}` };
    }
  }
}

function parseEntry({
  statusListIndex,
  statusListCredential,
  statusPurpose,
  statusSize,
}: StatusEntryStatement) {
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
