import type { ExpandedNode } from "../expanded-node.ts";
import { notCovered } from "../not-covered.ts";
import { writeLiteralOf } from "./n-quads.ts";

const xsd = "http://www.w3.org/2001/XMLSchema#";
const [xsdString, xsdDouble] = [`${xsd}string`, `${xsd}double`];
const langString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

/**
 * Writes a value object as N-Quads have it.
 *
 * @throws `notCovered` for JSON literals and for whatever the library writes in a way of its own.
 * @see {@link https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion}
 */
export function writeLiteral(value: ExpandedNode): string {
  const { "@value": content, "@type": type, "@language": language, "@direction": direction } = value;
  if (type === "@json" || type === langString || "@index" in value) throw notCovered;
  if (typeof content === "number" || typeof content === "boolean") {
    // As a text, it would be written like the text that the library tells apart from it.
    if (language !== undefined || direction !== undefined || type === xsdString) throw notCovered;
    return typeof content === "number"
      ? writeNumber(content, type)
      : typed(String(content), type ?? `${xsd}boolean`);
  }
  if (typeof content !== "string" || type === xsdDouble) throw notCovered;
  if (direction !== undefined) {
    return typed(content, `https://www.w3.org/ns/i18n#${language ?? ""}_${direction}`);
  }
  if (language !== undefined) {
    if (type !== undefined) throw notCovered;
    return `${writeLiteralOf(content)}@${language}`;
  }
  return type === undefined ? writeLiteralOf(content) : typed(content, type);
}

function writeNumber(value: number, type: unknown): string {
  const isDouble = String(value).includes(".") || Math.abs(value) >= 1e21 || type === xsdDouble;
  if (!isDouble) return typed(value.toFixed(0), type ?? `${xsd}integer`);
  const text = value.toExponential(15).replace(/(\d)0*e\+?/, "$1E");
  return typed(text, type ?? `${xsd}double`);
}

function typed(text: string, type: unknown): string {
  if (typeof type !== "string") throw notCovered;
  return writeLiteralOf(text, type === xsdString ? undefined : type);
}
