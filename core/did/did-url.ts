import { Problem } from "../problem/problem.ts";

/** No DID in use comes near; a did:jwk of a P-256 key has about 200 characters. */
export const maximumDidLength = 2048;

/** How many DIDs of one method are remembered with their documents: about 1 KB each, 15 KB when made as large as may be. */
export const maximumRememberedDids = 1000;

const idCharacter = "(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})";
const didPattern = new RegExp(`^did:([a-z0-9]+):(?:${idCharacter}|:)*${idCharacter}$`);
const fragmentPattern = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})+$/;

/** Tells whether a text is a DID: DID Core 1.0, 3.1, and at most `maximumDidLength` characters. */
export function isDid(text: string): boolean {
  return text.length <= maximumDidLength && didPattern.test(text);
}

/**
 * The DID in the DID URL of a verification method: a DID, `#` and a fragment, and nothing else.
 *
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD_URL`, also for a path, a query or no fragment.
 */
export function didOf(didUrl: string): string {
  const hash = didUrl.indexOf("#");
  const did = didUrl.slice(0, Math.max(hash, 0));
  // The length first: what comes next looks at every character.
  if (didUrl.length > 2 * maximumDidLength || !isDid(did) || !fragmentPattern.test(didUrl.slice(hash + 1))) {
    throw new Problem("INVALID_VERIFICATION_METHOD_URL");
  }
  return did;
}
