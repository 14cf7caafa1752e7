import { isIP } from "node:net";
import { isLoopbackHost } from "../core/loopback-host.ts";
import { Problem } from "../core/problem/problem.ts";
import { isLoopbackAddress, isPublicAddress } from "./addresses.ts";

/** Resolves a host name to all of its addresses, as `lookup` of node:dns/promises does with `all`. */
export type LookUpAddresses = (hostname: string) => Promise<{ address: string; family: number }[]>;

/** Where a request may go: a checked URL, and the only addresses to connect to. */
export interface Target {
  url: URL;
  addresses: { address: string; family: number }[];
}

const maximumUrlLength = 2048;

/**
 * Parses a URL that is to be fetched: https with a host and no user; http, or this machine as the host, only
 * with `allowLoopback`. The fragment is left out. The host's addresses are NOT checked yet.
 *
 * @throws {@link Problem} `FETCH_REFUSED`.
 */
export function parseTargetUrl(text: string, options: { allowLoopback: boolean }): URL {
  // The URL parser would drop tabs and line ends and read "\" as "/": no honest URL holds them.
  if (text.length > maximumUrlLength || !/^https?:\/\/[!-~]+$/.test(text) || text.includes("\\")) {
    throw refuse("Not an http(s) URL");
  }
  const url = parse(text);
  if (url.hostname.endsWith(".") || spelledHost(text) !== url.hostname) {
    throw refuse("A host in an odd spelling, or with a user in front");
  }
  const loopback = isLoopbackHost(url.hostname);
  if (loopback && !options.allowLoopback) throw refuse("The host is this machine");
  if (url.protocol !== "https:" && !loopback) throw refuse("The URL is not https");
  url.hash = "";
  return url;
}

/**
 * What stands for the host as written, in lower case: a decimal, octal or escaped spelling, or a user in
 * front, differs from the parsed host.
 */
function spelledHost(text: string): string | undefined {
  const [, , authority] = text.split(/[/?#]/, 3);
  return authority?.replace(/:[0-9]*$/, "").toLowerCase();
}

/**
 * Resolves the host of a parsed URL and checks every address: all public, or all this machine when the host
 * says so by its name.
 *
 * @throws {@link Problem} `FETCH_REFUSED`; `FETCH_FAILED` when the name does not resolve.
 */
export async function resolveTarget(url: URL, lookUpAddresses: LookUpAddresses): Promise<Target> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const addresses = family === 0 ? await lookUp(host, lookUpAddresses) : [{ address: host, family }];
  const isAllowed = isLoopbackHost(url.hostname) ? isLoopbackAddress : isPublicAddress;
  if (!addresses.every(({ address }) => isAllowed(address)))
    throw refuse("The host is not on the public internet");
  return { url, addresses };
}

async function lookUp(host: string, lookUpAddresses: LookUpAddresses): Promise<Target["addresses"]> {
  let addresses: Target["addresses"];
  try {
    addresses = await lookUpAddresses(host);
  } catch (cause) {
    throw new Problem("FETCH_FAILED", "The host name cannot be resolved", { cause });
  }
  if (addresses.length === 0) throw new Problem("FETCH_FAILED", "The host name cannot be resolved");
  return addresses;
}

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw new Problem("FETCH_REFUSED", "Not an http(s) URL", { cause });
  }
}

function refuse(words: string): Problem {
  return new Problem("FETCH_REFUSED", words);
}
