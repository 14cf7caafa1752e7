import { readFile, writeFile } from "node:fs/promises";
import { replaceGeneratedPart } from "./generated-part.ts";
import { describeMachine, thisMachine } from "./machine.ts";

const textFile = "docs/performance.md";
const dataFile = "docs/performance.json";

/**
 * Replaces one benchmark's part of docs/performance.md, and its member of docs/performance.json, with the machine and the day.
 *
 * @throws TypeError when the text has no place for it.
 */
export async function writeReport(
  name: string,
  { text, data }: { text: string; data: object },
): Promise<void> {
  const machine = thisMachine();
  const measuredAt = new Date();
  const document = await readFile(textFile, "utf8");
  const part = `${describeMachine(machine, measuredAt)}\n\n${text}`;
  await writeFile(textFile, replaceGeneratedPart(document, name, part));
  const known: Record<string, unknown> = JSON.parse(await readFile(dataFile, "utf8").catch(() => "{}"));
  const entry = { measuredAt: measuredAt.toISOString(), machine, ...data };
  await writeFile(dataFile, `${JSON.stringify({ ...known, [name]: entry }, null, 2)}\n`);
}
