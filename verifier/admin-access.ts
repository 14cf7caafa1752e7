import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { Problem } from "../core/problem/problem.ts";
import { secretFile } from "../web/secret-file.ts";

/** Who may change whom this verifier believes: whoever has its one admin token. */
export interface AdminAccess {
  /** @throws Problem `UNAUTHORIZED`; `TOO_MANY_REQUESTS` for an address with too many wrong tokens in the last minute. */
  assertAdmin(request: Request, token: string | undefined): void;
  /** Lets a request pass that brings the token as `Authorization: Bearer`. */
  allow: RequestHandler;
}

const maxWrongTokens = 10;
const windowMilliseconds = 60_000;
const maxAddresses = 10_000;

/** The admin token: as given in the settings, or made on first start and kept in the data directory. */
export async function readAdminToken(options: {
  dataDirectory: string;
  given: string | undefined;
  /** Told where it lies when it was made just now. */
  onCreated: (path: string) => void;
}): Promise<string> {
  if (options.given !== undefined) return options.given;
  const { bytes, path, created } = await secretFile(options.dataDirectory, "admin-token", 32);
  if (created) options.onCreated(path);
  return Buffer.from(bytes).toString("base64url");
}

/** Makes the check. Tokens are compared in constant time. */
export function createAdminAccess(options: { token: string; clock: () => Date }): AdminAccess {
  const expected = digest(options.token);
  const wrong = new Map<string, { count: number; until: number }>();

  const assertAdmin = (request: Request, token: string | undefined) => {
    const address = request.ip ?? "";
    const now = options.clock().getTime();
    const seen = wrong.get(address);
    const isCounting = seen !== undefined && seen.until > now;
    if (isCounting && seen.count >= maxWrongTokens) {
      throw new Problem(
        "TOO_MANY_REQUESTS",
        "Too many wrong tokens from this address; try again in a minute.",
      );
    }
    if (token !== undefined && timingSafeEqual(digest(token), expected)) return;
    // None at all is a question, not a guess.
    if (token !== undefined && token !== "") {
      wrong.delete(address);
      wrong.set(address, isCounting ? { ...seen, count: seen.count + 1 } : firstWrong(now));
      const [oldest] = wrong.keys();
      if (wrong.size > maxAddresses && oldest !== undefined) wrong.delete(oldest);
    }
    throw new Problem("UNAUTHORIZED", "This needs the verifier's admin token.");
  };

  return {
    assertAdmin,
    allow: (request, _response, next) => {
      assertAdmin(request, /^Bearer +(\S{1,512}) *$/i.exec(request.get("authorization") ?? "")?.[1]);
      next();
    },
  };
}

function firstWrong(now: number): { count: number; until: number } {
  return { count: 1, until: now + windowMilliseconds };
}

function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
