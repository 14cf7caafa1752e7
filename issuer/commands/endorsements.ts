import { readFile, writeFile } from "node:fs/promises";
import { isJsonObject, type JsonObject } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { Problem } from "../../core/problem/problem.ts";
import { readClientConfig } from "../config.ts";
import { createServiceClient } from "../service-client.ts";
import { type PrintOptions, print } from "./print.ts";

interface EndorseOptions extends PrintOptions {
  comment?: string;
  validUntil?: string;
  /** The file that gets the endorsement; standard output when absent. */
  out?: string;
}

/** `stint-issuer endorse <slug> <id>`: signs an endorsement of a profile, an achievement or a credential. */
export async function endorse(slug: string, subject: string, options: EndorseOptions): Promise<void> {
  const { comment, validUntil, out } = options;
  const client = await createServiceClient(readClientConfig());
  const answer = await client.post(`/issuers/${encodeURIComponent(slug)}/endorsements`, {
    subject,
    ...(comment !== undefined && { comment }),
    ...(validUntil !== undefined && { validUntil }),
  });
  const text = JSON.stringify(answer.verifiableCredential, undefined, 2);
  if (out === undefined) {
    print(answer, options, () => [text]);
    return;
  }
  await writeFile(out, `${text}\n`, { flag: "wx" }).catch((cause: unknown) => {
    throw new Problem("INVALID_REQUEST", "The file of --out cannot be written; is there one already?", {
      cause,
    });
  });
  print(answer, options, () => [`Wrote the endorsement to ${out}. Give it to whoever it is about.`]);
}

/** `stint-issuer endorsements add <slug> <file>`: from then on credentials carry it. */
export async function addEndorsement(slug: string, file: string, options: PrintOptions): Promise<void> {
  const verifiableCredential = await readEndorsement(file);
  const client = await createServiceClient(readClientConfig());
  const answer = await client.post(pathOf(slug), { verifiableCredential });
  print(answer, options, () => [`Verified and added: ${describe(answer)}`]);
}

/** `stint-issuer endorsements list <slug>`. */
export async function listEndorsements(slug: string, options: PrintOptions): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  const answer = await client.get(pathOf(slug));
  print(answer, options, () => (answer.items as JsonObject[]).map(describe));
}

/** `stint-issuer endorsements remove <slug> <id>`. */
export async function removeEndorsement(slug: string, id: string): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  await client.remove(`${pathOf(slug)}/${encodeURIComponent(id)}`);
  print({ removed: id }, {}, () => [`Taken out: ${id}`]);
}

function describe({ id, of, endorser, endorserName, validUntil }: JsonObject): string {
  const what = of === "profile" ? "of the profile" : `of the achievement ${of}`;
  const until = validUntil === undefined ? [] : [`until ${validUntil}`];
  return [id, what, `by ${endorserName ?? "somebody without a name"} (${endorser})`, ...until].join("  ");
}

async function readEndorsement(path: string): Promise<JsonObject> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Problem("INVALID_REQUEST", "The file cannot be read; is its name right?", { cause });
  });
  const endorsement = parseStrictJson(bytes, { maxBytes: 32 * 1024 });
  if (isJsonObject(endorsement)) return endorsement;
  throw new Problem("INVALID_REQUEST", "The file must hold an endorsement as JSON.");
}

function pathOf(slug: string): string {
  return `/issuers/${encodeURIComponent(slug)}/received-endorsements`;
}
