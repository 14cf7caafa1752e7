import { Problem } from "../../problem/problem.ts";
import { badgeLimits } from "../limits.ts";
import { alreadyBaked, noCredential, openBadges2, severalCredentials } from "../refusals.ts";
import { credentialNamespace, readSvg, type Stretch, type SvgReading } from "./read-svg.ts";

/**
 * The text of the one credential that is baked into an SVG; nothing says yet that it is one.
 *
 * @throws {@link Problem} `NO_CREDENTIAL`; `UNSUPPORTED` for an Open Badges 2 badge; `PARSING_ERROR`, also for two credentials or for
 * a JWT beside a text; `CONTENT_TOO_LARGE`.
 */
export function extractFromSvg(file: Uint8Array): string {
  const { credentials, oldBadges } = readSvg(textOf(file));
  const [baked, ...others] = credentials;
  if (others.length > 0) throw severalCredentials();
  if (baked === undefined) throw oldBadges.length > 0 ? openBadges2() : noCredential();
  const content = baked.content.trim();
  if (baked.verify === undefined) return content;
  if (content !== "") throw severalCredentials();
  return baked.verify;
}

/**
 * Puts a credential into an SVG, right after the start tag of `svg`: a JWT into the attribute `verify`, JSON into CDATA. The rest stays as it
 * was, character for character, but for the declaration of the namespace.
 *
 * @param options - `replace`: take out what is baked into it, an Open Badges 2 badge too.
 * @throws {@link Problem} `ALREADY_EXISTS`; `PARSING_ERROR` for what is no SVG; `CONTENT_TOO_LARGE`.
 */
export function bakeIntoSvg(
  file: Uint8Array,
  credential: { jwt: string } | { json: string },
  options: { replace: boolean },
): Uint8Array {
  const text = textOf(file);
  const reading = readSvg(text);
  const baked = [...reading.credentials, ...reading.oldBadges];
  if (baked.length > 0 && !options.replace) throw alreadyBaked();
  const result = Buffer.from(withCredential(text, reading, baked, credential), "utf8");
  if (result.length > badgeLimits.svgBytes) {
    throw new Problem("CONTENT_TOO_LARGE", "The picture with the credential in it would be too large.");
  }
  return result;
}

function withCredential(
  text: string,
  { root }: SvgReading,
  removed: Stretch[],
  credential: { jwt: string } | { json: string },
): string {
  const prefix = prefixFor(root.namespaces);
  const declaration = root.namespaces.has(prefix) ? "" : ` xmlns:${prefix}="${credentialNamespace}"`;
  const name = `${prefix}:credential`;
  const element =
    "jwt" in credential
      ? `<${name} verify="${credential.jwt}"></${name}>`
      : `<${name}><![CDATA[${forCdata(credential.json)}]]></${name}>`;
  const startTag = text.slice(root.start, root.end - (root.isSelfClosing ? 2 : 1));
  const rest = root.isSelfClosing ? `</${root.name}>` : "";
  return `${text.slice(0, root.start)}${startTag}${declaration}>${element}${rest}${without(text, root.end, removed)}`;
}

/** "openbadges", as the standard writes it, unless the picture uses that name for something else. */
function prefixFor(namespaces: ReadonlyMap<string, string>): string {
  for (let number = 3; ; number += 1) {
    const prefix = number === 3 ? "openbadges" : `openbadges${number}`;
    if ((namespaces.get(prefix) ?? credentialNamespace) === credentialNamespace) return prefix;
  }
}

/** In JSON these stand in strings only, where an escape says the same. */
function forCdata(json: string): string {
  return json
    .replaceAll("]]>", "]]\\u003e")
    .replace(/[\ufffe\uffff]/g, (character) => (character === "\ufffe" ? "\\ufffe" : "\\uffff"));
}

function without(text: string, from: number, removed: Stretch[]): string {
  let [kept, position] = ["", from];
  for (const { start, end } of removed.toSorted((one, other) => one.start - other.start)) {
    if (start < position) continue; // inside one that is gone already
    kept += text.slice(position, start);
    position = end;
  }
  return kept + text.slice(position);
}

function textOf(file: Uint8Array): string {
  if (file.length > badgeLimits.svgBytes) {
    throw new Problem("CONTENT_TOO_LARGE", `An SVG may have at most ${badgeLimits.svgBytes} bytes.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file);
  } catch (cause) {
    throw new Problem("PARSING_ERROR", "The SVG is not in UTF-8.", { cause });
  }
}
