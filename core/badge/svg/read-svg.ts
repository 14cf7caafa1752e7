import { SaxesParser, type SaxesTagNS } from "saxes";
import { Problem } from "../../problem/problem.ts";
import { badgeLimits } from "../limits.ts";

/** A stretch of the text: from its first character to the one after its last, in UTF-16 code units. */
export interface Stretch {
  start: number;
  end: number;
}

/** An element `credential` of Open Badges 3.0. */
export interface CredentialElement extends Stretch {
  /** The attribute `verify`. */
  verify: string | undefined;
  /** What stands between its tags. */
  content: string;
}

/** What there is to know of an SVG to take a credential out or put one in. */
export interface SvgReading {
  /** The root's start tag. */
  root: Stretch & { name: string; isSelfClosing: boolean; namespaces: ReadonlyMap<string, string> };
  credentials: CredentialElement[];
  /** Elements of Open Badges 1 and 2. */
  oldBadges: Stretch[];
}

const svgNamespace = "http://www.w3.org/2000/svg";
/** Open Badges 3.0, 5.3.2: {@link https://www.imsglobal.org/spec/ob/v3p0/#svg} */
export const credentialNamespace = "https://purl.imsglobal.org/ob/v3p0";
const oldNamespace = "http://openbadges.org";

/** What drawing programs write. It names a DTD that nobody here fetches, and declares nothing. */
const harmlessDoctype =
  /^\s*svg\s+PUBLIC\s+"-\/\/W3C\/\/DTD SVG [0-9A-Za-z. ]{1,20}\/\/EN"\s+"https?:\/\/www\.w3\.org\/[\w./-]{1,80}"\s*$/;

/**
 * Reads an SVG as XML 1.0 with namespaces, in one pass that builds nothing: no DTD, no entities but the five of XML, nothing external.
 * Elements are told by namespace, whatever their prefix.
 *
 * @throws {@link Problem} `PARSING_ERROR` for what is not well-formed, not in UTF-8, declares anything in a DOCTYPE, or is deeper or has more
 * elements than `badgeLimits`.
 */
export function readSvg(text: string): SvgReading {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const reading: Omit<SvgReading, "root"> = { credentials: [], oldBadges: [] };
  let root: SvgReading["root"] | undefined;
  /** The elements that are open, outermost first, and where each begins. */
  const open: number[] = [];
  let inside: CredentialElement | undefined;
  let elements = 0;
  let attributes = 0;

  parser.on("xmldecl", ({ version, encoding }) => {
    if (version !== "1.0") throw refused("is not XML 1.0");
    if (encoding !== undefined && encoding.toLowerCase() !== "utf-8") throw refused("is not in UTF-8");
  });
  parser.on("doctype", (doctype) => {
    if (!harmlessDoctype.test(doctype)) throw refused("has a DOCTYPE of its own, which is not read here");
  });
  parser.on("opentagstart", () => {
    elements += 1;
    attributes = 0;
    if (elements > badgeLimits.svgElements) throw refused("has too many elements");
    if (open.length === badgeLimits.svgDepth) throw refused("has elements inside elements without end");
    if (inside !== undefined) throw refused("has elements inside its credential");
  });
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > badgeLimits.svgAttributes) throw refused("has an element with too many attributes");
  });
  parser.on("opentag", (tag) => {
    const end = parser.position;
    // No attribute may hold this character as it is, so the last one begins this tag.
    const start = text.lastIndexOf("<", end - 1);
    root ??= rootOf(tag, { start, end });
    open.push(start);
    if (isCredential(tag)) {
      inside = { start, end, verify: tag.attributes.verify?.value, content: "" };
      reading.credentials.push(inside);
    }
  });
  parser.on("closetag", (tag) => {
    const stretch = { start: open.pop() ?? 0, end: parser.position };
    if (isCredential(tag) && inside !== undefined) {
      inside.end = stretch.end;
      inside = undefined;
    }
    if (tag.uri === oldNamespace) reading.oldBadges.push(stretch);
  });
  const addContent = (content: string) => {
    if (inside !== undefined) inside.content += content;
  };
  parser.on("text", addContent);
  parser.on("cdata", addContent);
  // Some readers see what stands around these as one text, others as two.
  const refuseInside = () => {
    if (inside !== undefined) throw refused("has more than text inside its credential");
  };
  parser.on("comment", refuseInside);
  parser.on("processinginstruction", refuseInside);

  parse(parser, text);
  if (root === undefined) throw new TypeError("An XML document that could be parsed has a root");
  return { root, ...reading };
}

function parse(parser: SaxesParser<{ xmlns: true; position: true }>, text: string): void {
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem("PARSING_ERROR", "The SVG is not well-formed XML.", { cause: error });
  }
}

function rootOf(tag: SaxesTagNS, stretch: Stretch): SvgReading["root"] {
  if (tag.uri !== svgNamespace || tag.local !== "svg") throw refused("is some other XML");
  const namespaces = Object.values(tag.attributes)
    .filter(({ prefix }) => prefix === "xmlns")
    .map(({ local, value }): [string, string] => [local, value]);
  return { ...stretch, name: tag.name, isSelfClosing: tag.isSelfClosing, namespaces: new Map(namespaces) };
}

function isCredential(tag: SaxesTagNS): boolean {
  return tag.uri === credentialNamespace && tag.local === "credential";
}

function refused(words: string): Problem {
  return new Problem("PARSING_ERROR", `The SVG ${words}.`);
}
