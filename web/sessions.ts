import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import { Problem } from "../core/problem/problem.ts";

/** One browser that signed in. */
export interface Session<Value> {
  value: Value;
  /** Stands in every form of this session, as the field `csrf`. */
  csrfToken: string;
}

/** The browsers that are signed in; kept in memory, so a restart signs everybody out. */
export interface Sessions<Value> {
  /** Begins a new session (a browser's earlier one ends) and sets its cookie. */
  begin(request: Request, response: Response, value: Value): Session<Value>;
  find(request: Request): Session<Value> | undefined;
  end(request: Request, response: Response): void;
}

interface SessionOptions<Value> {
  cookieName: string;
  /** The cookie is sent to addresses below this path only. */
  path: string;
  /** Whether the service is reached over https; the cookie is then never sent without. */
  secure: boolean;
  /** "strict": not sent when another site's link leads here. "lax": sent then, but not with another site's form. */
  sameSite: "strict" | "lax";
  lifetimeMilliseconds: number;
  /** The oldest session ends when there would be more. */
  maximum: number;
  /** So that nobody who signs in again and again signs the others out: of one owner's sessions the oldest ends first. */
  each?: { maximum: number; ownerOf: (value: Value) => string };
  now: () => Date;
  random: (size: number) => Uint8Array;
}

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** Makes the register of sessions. The cookie holds 256 random bits and nothing else; the register knows only their hash. */
export function createSessions<Value>(options: SessionOptions<Value>): Sessions<Value> {
  const sessions = new Map<string, Session<Value> & { endsAt: number }>();
  const cookie = { httpOnly: true, sameSite: options.sameSite, secure: options.secure, path: options.path };
  const randomText = () => Buffer.from(options.random(32)).toString("base64url");

  const forget = (request: Request) => {
    const key = keyOf(request, options.cookieName);
    if (key !== undefined) sessions.delete(key);
  };

  const makeRoom = (value: Value) => {
    if (options.each) {
      const { maximum, ownerOf } = options.each;
      const own = [...sessions].filter(([, session]) => ownerOf(session.value) === ownerOf(value));
      if (own.length >= maximum && own[0] !== undefined) sessions.delete(own[0][0]);
    }
    const [oldest] = sessions.keys();
    if (sessions.size >= options.maximum && oldest !== undefined) sessions.delete(oldest);
  };

  return {
    begin(request, response, value) {
      forget(request);
      makeRoom(value);
      const token = randomText();
      const endsAt = options.now().getTime() + options.lifetimeMilliseconds;
      const session = { value, csrfToken: randomText(), endsAt };
      sessions.set(hash(token), session);
      response.cookie(options.cookieName, token, { ...cookie, maxAge: options.lifetimeMilliseconds });
      return session;
    },
    find(request) {
      const key = keyOf(request, options.cookieName);
      const session = key === undefined ? undefined : sessions.get(key);
      if (key === undefined || session === undefined) return undefined;
      if (session.endsAt > options.now().getTime()) return session;
      sessions.delete(key);
      return undefined;
    },
    end(request, response) {
      forget(request);
      response.clearCookie(options.cookieName, cookie);
    },
  };
}

/**
 * Asserts that a form was sent from one of our own pages in this session: its `csrf` field is the session's, and the browser names no
 * foreign origin.
 *
 * @throws {@link Problem} `FORBIDDEN`.
 */
export function assertOwnForm(
  request: Request,
  session: Session<unknown>,
  csrf: string | null | undefined,
): void {
  if (isForeignForm(request) || typeof csrf !== "string" || !isEqual(csrf, session.csrfToken)) {
    throw new Problem(
      "FORBIDDEN",
      "This form was not sent from a page of this session. Load the page again.",
    );
  }
}

/** Whether the browser says that a form came from a page of another origin; older browsers say nothing. */
export function isForeignForm(request: Request): boolean {
  const site = request.get("sec-fetch-site");
  return site !== undefined && site !== "same-origin" && site !== "none";
}

function keyOf(request: Request, cookieName: string): string | undefined {
  const token = readCookie(request, cookieName);
  return token !== undefined && tokenPattern.test(token) ? hash(token) : undefined;
}

/** The value of a cookie; of several with one name, the first. */
export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.get("cookie") ?? "").split(";", 50)) {
    const [key, value] = part.split("=", 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
