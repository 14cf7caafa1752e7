import type { Duplex } from "node:stream";
import { keyLength, moved } from "./messages.ts";

/** What a new agent gets, over a pipe that nobody else has an end of: never as arguments or environment, which others can read. */
export interface HandOver {
  readonly key: Uint8Array;
  /** What the key is derived by: `derivationHeader`. */
  readonly derivation: Uint8Array;
  readonly walletFolder: string;
  readonly socketPath: string;
  /** Until when it keeps the key: milliseconds since 1970. */
  readonly until: number;
}

/** Far above what two paths take. */
const longestHandOver = 32 * 1024;

/** The bytes of the key as they are, so that they can be wiped, as they are here when they have been sent; then one line of JSON. */
export function writeHandOver({ key, derivation, ...rest }: HandOver, pipe: Duplex): void {
  pipe.write(key, () => key.fill(0));
  pipe.write(`${JSON.stringify({ ...rest, derivation: Buffer.from(derivation).toString("base64url") })}\n`);
}

/** Reads what {@link writeHandOver} wrote. @throws TypeError for anything else: only stint starts an agent. */
export function readHandOver(pipe: Duplex): Promise<HandOver> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    pipe.on("error", reject);
    pipe.on("end", () => reject(new TypeError("No key was handed over")));
    pipe.on("data", (chunk: Buffer) => {
      received = moved(received, chunk);
      if (received.includes("\n", keyLength)) resolve(parseHandOver(received));
      else if (received.length > longestHandOver) reject(new TypeError("Too much was handed over"));
    });
  });
}

function parseHandOver(received: Buffer): HandOver {
  const key = Uint8Array.from(received.subarray(0, keyLength));
  received.fill(0, 0, keyLength);
  const { derivation, ...rest } = JSON.parse(received.toString("utf8", keyLength)) as HandOver & {
    derivation: string;
  };
  return { ...rest, key, derivation: Buffer.from(derivation, "base64url") };
}
