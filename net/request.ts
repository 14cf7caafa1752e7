import {
  type ClientRequest,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { Problem } from "../core/problem/problem.ts";
import type { Target } from "./target.ts";

/** One answer on the wire, redirects and all; content codings have been refused. */
export interface WireResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
}

export interface WireRequest {
  target: Target;
  method: "GET" | "POST" | "DELETE";
  headers: Record<string, string>;
  body?: Uint8Array | string | undefined;
  maxBytes: number;
  connectTimeoutMilliseconds: number;
  /** Ends everything, the body included. */
  signal: AbortSignal;
  /** Roots to trust instead of Node's own, in PEM. */
  certificateAuthorities: string[] | undefined;
}

/**
 * Sends one request to the checked addresses of a target, and to nothing else: no proxy, no kept connection, no
 * second resolution of the name.
 *
 * @throws {@link Problem} `FETCH_FAILED`, `CONTENT_TOO_LARGE`.
 */
export function sendRequest(wire: WireRequest): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = open(wire);
    const fail = (error: unknown) => {
      outgoing.destroy();
      reject(error instanceof Problem ? error : new Problem("FETCH_FAILED", undefined, { cause: error }));
    };
    limitConnecting(outgoing, wire, fail);
    // Not once: what a destroyed connection still has to say must find a listener.
    outgoing.on("error", fail);
    // After an answer such as 101 (Switching Protocols) Node closes the connection and says nothing else: RFC 9110, 15.2.2.
    const endUnanswered = () => fail(new Problem("FETCH_FAILED", "The connection ended without an answer"));
    outgoing.once("close", endUnanswered);
    outgoing.once("response", (incoming) => {
      outgoing.off("close", endUnanswered);
      incoming.on("error", fail);
      readResponse(incoming, wire.maxBytes).then(resolve, fail);
    });
    // In one piece, so that Node says its length.
    outgoing.end(wire.body);
  });
}

function open({ target, method, headers, signal, certificateAuthorities }: WireRequest): ClientRequest {
  const options = {
    agent: false,
    method,
    headers: { ...headers, "accept-encoding": "identity", "user-agent": "stint" },
    lookup: pinnedLookup(target),
    signal,
  } as const;
  if (target.url.protocol === "http:") return httpRequest(target.url, options);
  const roots = certificateAuthorities === undefined ? {} : { ca: certificateAuthorities };
  return httpsRequest(target.url, { ...options, ...roots, rejectUnauthorized: true });
}

/** Answers every resolution with the addresses that were checked (DNS rebinding finds nothing to rebind). */
function pinnedLookup({ addresses }: Target): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else if (first !== undefined) callback(null, first.address, first.family);
    else callback(new Error("No address"), "");
  };
}

function limitConnecting(outgoing: ClientRequest, wire: WireRequest, fail: (error: Problem) => void): void {
  const expire = () => fail(new Problem("FETCH_FAILED", "The server does not accept a connection in time"));
  const timer = setTimeout(expire, wire.connectTimeoutMilliseconds);
  const stop = () => clearTimeout(timer);
  outgoing.once("close", stop);
  outgoing.once("socket", (socket) => {
    socket.once(wire.target.url.protocol === "https:" ? "secureConnect" : "connect", stop);
  });
}

async function readResponse(incoming: IncomingMessage, maxBytes: number): Promise<WireResponse> {
  const { statusCode = 0, headers } = incoming;
  const coding = headers["content-encoding"] ?? "identity";
  if (coding.toLowerCase() !== "identity") throw new Problem("FETCH_FAILED", "The answer is compressed");
  if (Number(headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return { status: statusCode, headers, body: Uint8Array.from(Buffer.concat(chunks)) };
}

function tooLarge(maxBytes: number): Problem {
  return new Problem("CONTENT_TOO_LARGE", `The answer is larger than ${maxBytes} bytes`);
}
