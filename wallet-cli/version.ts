import { readFile } from "node:fs/promises";

/** The version in the project's package.json, from the sources and from dist/ alike. */
export async function readVersion(): Promise<string> {
  for (const place of ["../package.json", "../../package.json"]) {
    const text = await readFile(new URL(place, import.meta.url), "utf8").catch(() => undefined);
    if (text !== undefined) return String((JSON.parse(text) as { version?: unknown }).version);
  }
  return "unknown";
}
