import type { Contender } from "./contender.ts";
import { alteredText, type Sample } from "./sample.ts";
import type { Task, ThreadAnswer } from "./task.ts";

/** One by each issuer. */
const triedSamples = 8;

/**
 * Tries an operation before it is measured: samples must verify, and one with a changed letter must not.
 * So no table ever shows how fast something fails.
 */
export async function proveTask(
  contender: Contender,
  { operation }: Task,
  { samples, isFloor }: { samples: Sample[]; isFloor: boolean },
): Promise<ThreadAnswer> {
  const [first] = samples;
  if (first === undefined) throw new TypeError("There are no samples");
  if (operation === "issue") {
    const issued = await contender.issue(first);
    return { outcome: "proved", issued: JSON.stringify(issued) };
  }
  for (const sample of samples.slice(0, triedSamples)) {
    if (!(await contender[operation](sample)))
      return { outcome: "cannot", why: "it does not verify the document" };
  }
  // The floor has its canonical forms from before and has proved, when it made them, that it notices a change there.
  if (!isFloor && (await contender[operation](alter(first)).catch(() => false)))
    return { outcome: "cannot", why: "it verifies an altered document" };
  return { outcome: "proved", issued: undefined };
}

function alter(sample: Sample): Sample {
  const { before, after } = alteredText;
  const altered = {
    ...sample,
    credential: sample.credential.replace(before, after),
    presentation: sample.presentation.replace(before, after),
  };
  if (altered.credential === sample.credential || altered.presentation === sample.presentation)
    throw new TypeError("Nothing was altered");
  return altered;
}
