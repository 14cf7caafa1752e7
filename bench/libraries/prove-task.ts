import type { Contender } from "./contenders/contender.ts";
import type { Sample } from "./sample.ts";
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
  const altered = { ...first, ...first.altered };
  if (!isFloor && (await contender[operation](altered).catch(() => false)))
    return { outcome: "cannot", why: "it verifies an altered document" };
  return { outcome: "proved", issued: undefined };
}
