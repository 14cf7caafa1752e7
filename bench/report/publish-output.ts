import { writeReport } from "./write-report.ts";

/** Keeps what a benchmark printed as it is, for those that make no tables. */
export async function publishOutput(name: string, output: string): Promise<void> {
  const lines = output.trimEnd().split("\n");
  await writeReport(name, { text: ["```", ...lines, "```"].join("\n"), data: { output: lines } });
}
