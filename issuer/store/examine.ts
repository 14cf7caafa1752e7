import { emptyContentDigest } from "./content-digest.ts";
import type { Head, JournalReading } from "./journal.ts";
import { beginningOfJournal, type JournalLine } from "./journal-line.ts";
import type { ContentsReading } from "./level-contents.ts";

/** What comparing the store with its journal came to. */
export type Examination =
  | { outcome: "sound" }
  /** The last commit reached the store and not (wholly) the journal: the line is here, complete. */
  | { outcome: "repairable"; missingLine: JournalLine; cutToBytes: number }
  | { outcome: "damaged"; reason: string };

/**
 * Decides whether store and journal tell the same story.
 *
 * A commit is written to the store first and appended to the journal after, so the one honest difference is a
 * store that is ahead by exactly the line in its outbox. Everything else is damage (security rule 9).
 */
export function examine(contents: ContentsReading, journal: JournalReading): Examination {
  const flaw = flawOfContents(contents);
  if (flaw) return damaged(flaw);
  if (journal.state === "missing") {
    return contents.head ? damaged("the journal is missing") : { outcome: "sound" };
  }
  if (journal.state === "broken") return damaged(`the journal is damaged at line ${journal.atLine}`);

  const storeSeq = contents.head?.seq ?? 0;
  const journalSeq = journal.head?.seq ?? 0;
  if (storeSeq < journalSeq)
    return damaged(`the store is behind its journal (${storeSeq} of ${journalSeq} commits)`);
  if (storeSeq === journalSeq) {
    if (!isSame(contents.head, journal.head))
      return damaged("the store and its journal tell different stories");
    return journal.tornTail.length === 0
      ? { outcome: "sound" }
      : damaged("the journal ends in foreign bytes");
  }
  const line = contents.lastLine;
  if (storeSeq > journalSeq + 1 || !line || line.prev !== (journal.head?.hash ?? beginningOfJournal)) {
    return damaged(`the journal is behind the store (${journalSeq} of ${storeSeq} commits)`);
  }
  if (!isCutFrom(journal.tornTail, line)) return damaged("the journal ends in foreign bytes");
  return { outcome: "repairable", missingLine: line, cutToBytes: journal.sizeBytes };
}

/** Why the store contradicts itself, whatever its journal says; undefined when it does not. */
export function flawOfContents(contents: ContentsReading): string | undefined {
  if (contents.digest !== (contents.head?.digest ?? emptyContentDigest))
    return "records are missing or altered";
  if (contents.outboxSize !== (contents.head ? 1 : 0)) return "the store's own bookkeeping is incomplete";
  if (contents.head && !isSame(contents.head, contents.lastLine))
    return "the store's own bookkeeping is altered";
  return undefined;
}

function isSame(one: Head | undefined, other: Head | undefined): boolean {
  return one?.seq === other?.seq && one?.hash === other?.hash && one?.digest === other?.digest;
}

/** A write cut short leaves the beginning of the line; some file systems fill what follows with zeros. */
function isCutFrom(tail: Uint8Array, line: JournalLine): boolean {
  const whole = line.bytes;
  let length = tail.length;
  while (length > 0 && tail[length - 1] === 0) length -= 1;
  return length < whole.length && whole.subarray(0, length).equals(tail.subarray(0, length));
}

function damaged(reason: string): Examination {
  return { outcome: "damaged", reason };
}
