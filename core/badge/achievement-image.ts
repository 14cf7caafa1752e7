import { readGraph } from "../credential/json-ld/graph-reader.ts";
import type { Statement } from "../credential/statement.ts";
import { asProblem } from "../problem/undecided.ts";
import { extractFromPng } from "./png/baked-png.ts";

/**
 * The address of the picture that an Open Badges credential names for its achievement, as signed: `data:` or anything else.
 *
 * @returns `undefined` for none, and for several: their order was not signed.
 */
export function achievementImage({ expanded }: Pick<Statement, "expanded">): string | undefined {
  const { things, references } = readGraph(expanded);
  const addresses = things(expanded, "credentialSubject")
    .flatMap((subject) => things(subject, "achievement"))
    .flatMap((achievement) => references(achievement, "image"));
  return new Set(addresses).size === 1 ? addresses[0] : undefined;
}

const pngDataUrl = "data:image/png;base64,";

/** The bytes of a `data:` URL (RFC 2397) that says it is a PNG; `undefined` for every other address. */
export function pngOfDataUrl(address: string): Uint8Array | undefined {
  if (!address.startsWith(pngDataUrl)) return undefined;
  const base64 = address.slice(pngDataUrl.length);
  const bytes = Buffer.from(base64, "base64");
  // Node forgives everything; only the canonical spelling comes out as it went in.
  return bytes.length > 0 && bytes.toString("base64") === base64 ? bytes : undefined;
}

/** A picture as an address that holds it. */
export function dataUrlOfPng(png: Uint8Array): string {
  return pngDataUrl + Buffer.from(png).toString("base64");
}

/** Whether bytes are a whole PNG without any badge in it: a picture that a credential may be baked into. */
export function isPlainPng(bytes: Uint8Array): boolean {
  try {
    extractFromPng(bytes);
    return false;
  } catch (error) {
    return asProblem(error).code === "NO_CREDENTIAL";
  }
}
