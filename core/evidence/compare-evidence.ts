import type { ContentDigests } from "./content-digests.ts";
import { hasDigest } from "./signed-digest.ts";
import { readDigests, type SignedEvidence } from "./signed-evidence.ts";

/**
 * What is known of one signed piece of evidence: a file with its digest was given; one that goes by its name and has another digest; none;
 * or nothing can be compared, because it was signed without a digest, or with one that cannot be read.
 */
export type EvidenceOutcome = "matches" | "differs" | "not-given" | "no-digest" | "unreadable-digest";

/** A file that somebody gave along with a credential. */
export interface GivenFile {
  /** What whoever gave it calls it: it proves nothing. */
  name: string;
  digests: ContentDigests;
}

/** A signed piece of evidence beside the files that were given. */
export interface ComparedEvidence extends SignedEvidence {
  outcome: EvidenceOutcome;
  /** The names of the files that are it, or that go by its name and are not. */
  files: string[];
}

/** Whether a file is a given piece of evidence: it has every digest that was signed, and there is one. */
export function isEvidence(
  file: Pick<GivenFile, "digests">,
  evidence: Pick<SignedEvidence, "digests">,
): boolean {
  const digests = readDigests(evidence);
  return (
    digests !== undefined && digests.length > 0 && digests.every((digest) => hasDigest(file.digests, digest))
  );
}

/**
 * Compares signed evidence with files: by digest alone. Names only tell which file was meant for a digest that no file has.
 *
 * @param files - Those that were given; none when nothing was.
 */
export function compareEvidence(
  evidence: readonly SignedEvidence[],
  files: readonly GivenFile[],
): ComparedEvidence[] {
  const strays = files.filter((file) => !evidence.some((item) => isEvidence(file, item)));
  return evidence.map((item) => ({ ...item, ...compareOne(item, files, strays) }));
}

function compareOne(
  item: SignedEvidence,
  files: readonly GivenFile[],
  strays: readonly GivenFile[],
): Pick<ComparedEvidence, "outcome" | "files"> {
  if (item.digests.length === 0) return { outcome: "no-digest", files: [] };
  if (readDigests(item) === undefined) return { outcome: "unreadable-digest", files: [] };
  const matching = files.filter((file) => isEvidence(file, item));
  if (matching.length > 0) return { outcome: "matches", files: namesOf(matching) };
  const namesakes = strays.filter((file) => isNamed(file, item));
  return { outcome: namesakes.length > 0 ? "differs" : "not-given", files: namesOf(namesakes) };
}

function namesOf(files: readonly GivenFile[]): string[] {
  return files.map(({ name }) => name);
}

/** Whether a file goes by the name of a piece of evidence, or by the last part of its address, with or without its ending. */
function isNamed({ name }: GivenFile, item: SignedEvidence): boolean {
  const called = [item.name, item.id?.split("/").at(-1)].flatMap((text) => spellings(text ?? ""));
  return spellings(name).some((spelling) => called.includes(spelling));
}

function spellings(text: string): string[] {
  const plain = [text, text.replace(/\.[A-Za-z0-9]{1,8}$/, "")];
  return plain.map((one) => one.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")).filter((one) => one !== "");
}
