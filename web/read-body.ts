import type { Request } from "express";
import { Problem } from "../core/problem/problem.ts";

/**
 * Reads the bytes of a request body, and never keeps more than `maxBytes` of them.
 *
 * @throws {@link Problem} `CONTENT_TOO_LARGE`; `UNSUPPORTED_MEDIA_TYPE` for a compressed body;
 * `INVALID_REQUEST` when the client goes away in the middle.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const encoding = request.get("content-encoding");
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new Problem("UNSUPPORTED_MEDIA_TYPE", "A compressed body is not accepted.");
  }
  if (Number(request.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      // What follows is read and dropped, so that the client gets to see the answer.
      chunks.length = 0;
      reject(tooLarge(maxBytes));
    });
    let ended = false;
    request.once("end", () => {
      ended = true;
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    });
    request.once("error", () => reject(cutOff()));
    request.once("close", () => {
      if (!ended) reject(cutOff());
    });
  });
}

function tooLarge(maxBytes: number): Problem {
  return new Problem("CONTENT_TOO_LARGE", `The body may have at most ${maxBytes} bytes.`);
}

function cutOff(): Problem {
  return new Problem("INVALID_REQUEST", "The body ended before it was complete.");
}
