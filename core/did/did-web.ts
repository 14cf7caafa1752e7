import { isLoopbackHost } from "../loopback-host.ts";
import { Problem } from "../problem/problem.ts";
import { isDid } from "./did-url.ts";

const prefix = "did:web:";
const labelPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const hostPattern = /^([a-z0-9.-]+)(?:%3A([1-9][0-9]{0,4}))?$/;
const segmentPattern = /^[A-Za-z0-9._-]+$/;

/**
 * The did:web whose document lies under a URL: `https://host:8001/issuers/acme` becomes
 * `did:web:host%3A8001:issuers:acme`. A slash at the end does not matter.
 *
 * @throws {@link Problem} `INVALID_DID` when a did:web has no spelling for the URL.
 */
export function didWeb(url: string): string {
  const { protocol, host, hostname, pathname, username, password, search, hash } = parseUrl(url);
  if (username || password || search || hash) throw invalid("A did:web has no user, query or fragment");
  if (protocol !== "https:" && !(protocol === "http:" && isLoopbackHost(hostname))) {
    throw invalid("A did:web is on https");
  }
  const segments = pathname.replace(/\/$/, "").split("/").slice(1);
  const did = prefix + [host.replace(":", "%3A"), ...segments].join(":");
  didWebUrl(did, { allowHttpOnLoopback: true });
  return did;
}

/**
 * The URL of a did:web's document: {@link https://w3c-ccg.github.io/did-method-web/#read-resolve}.
 *
 * Only one spelling of each is read: a lower-case host name that is no IP address, a port after `%3A`,
 * path segments of letters, digits, `.`, `_` and `-`.
 *
 * @param options - `allowHttpOnLoopback`: http for hosts on this machine, and 127.0.0.0/8 as a host.
 * @throws {@link Problem} `INVALID_DID`.
 */
export function didWebUrl(did: string, options: { allowHttpOnLoopback: boolean }): string {
  if (!isDid(did) || !did.startsWith(prefix)) throw invalid("Not a did:web");
  const [authority = "", ...segments] = did.slice(prefix.length).split(":");
  const [, host = "", port] = hostPattern.exec(authority) ?? [];
  const loopback = options.allowHttpOnLoopback && isLoopbackHost(host);
  if (!isHostName(host) && !(loopback && isSpelledAsUrlHost(host)))
    throw invalid("Not the host of a did:web");
  if (Number(port ?? 443) > 65_535) throw invalid("Not the port of a did:web");
  if (!segments.every(isSegment)) throw invalid("Not the path of a did:web");
  const path = segments.length === 0 ? ".well-known" : segments.join("/");
  return `${loopback ? "http" : "https"}://${host}${port === undefined ? "" : `:${port}`}/${path}/did.json`;
}

/** A DNS name by RFC 1123, in lower case and without the root dot, that no URL parser takes for an address. */
function isHostName(host: string): boolean {
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  return (
    host.length <= 253 &&
    labels.every((label) => labelPattern.test(label)) &&
    !/^(?:[0-9]+|0x[0-9a-f]*)$/.test(last) &&
    isSpelledAsUrlHost(host)
  );
}

function isSpelledAsUrlHost(host: string): boolean {
  return URL.canParse(`https://${host}/`) && new URL(`https://${host}/`).hostname === host;
}

function isSegment(segment: string): boolean {
  return segmentPattern.test(segment) && segment !== "." && segment !== "..";
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw new Problem("INVALID_DID", "Not a URL", { cause });
  }
}

function invalid(words: string): Problem {
  return new Problem("INVALID_DID", words);
}
