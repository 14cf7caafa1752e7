import type { FetchDocument } from "../fetch-document.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";

const maximumBytes = 256 * 1024;
const absent: ReadonlySet<number> = new Set([404, 406, 410]);

/**
 * Fetches a document in which an issuer may publish keys; `undefined` where there is none, a page for people included.
 *
 * @throws {@link Problem} `FETCH_FAILED` and the like when that could not be found out.
 */
export async function fetchKeyDocument(
  url: string,
  { accept, fetchDocument }: { accept: string; fetchDocument: FetchDocument },
): Promise<JsonObject | undefined> {
  const { status, body } = await fetchDocument(url, { accept, maxBytes: maximumBytes });
  if (absent.has(status)) return undefined;
  if (status !== 200)
    throw new Problem("FETCH_FAILED", `The issuer's keys were answered with status ${status}`);
  try {
    const document = parseStrictJson(body, { maxBytes: maximumBytes });
    return isJsonObject(document) ? document : undefined;
  } catch (error) {
    asProblem(error);
    return undefined;
  }
}
