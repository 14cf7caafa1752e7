import { maximumDidLength } from "./did-url.ts";

/**
 * Tells whether a text is an https URL by which somebody goes instead of a DID (Controlled Identifiers 1.0, 2.1.1): spelled as URL parsers
 * spell it, a bare host perhaps without its slash; no user and no fragment. So two are the same only when all characters are.
 */
export function isHttpsIdentifier(text: string): boolean {
  if (text.length > maximumDidLength || !/^https:\/\/[^#]+$/.test(text) || !URL.canParse(text)) return false;
  const { href, username, password } = new URL(text);
  return username === "" && password === "" && (href === text || href === `${text}/`);
}
