import type { SendRequest } from "../core/send-request.ts";
import { assertNoRedirect, type OutboundOptions, sendWithin } from "./send-within.ts";
import { parseTargetUrl } from "./target.ts";

const defaultMaxBytes = 1024 * 1024;

/**
 * Makes the function that sends requests to other people's services, under the very rules of the fetcher: https to
 * public addresses only, the connection pinned to the addresses that were checked, no redirects, no compression, bounded
 * in size and time. Nothing is kept or shared between two requests.
 */
export function createSender(options: OutboundOptions): SendRequest {
  return async (text, { method, headers, body, maxBytes = defaultMaxBytes }) => {
    const url = parseTargetUrl(text, options);
    const response = await sendWithin(url, { method, headers, body, maxBytes }, options);
    assertNoRedirect(response);
    return { status: response.status, headers: singleHeaders(response.headers), body: response.body };
  };
}

function singleHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
