import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import { expect, it } from "vitest";
import { createSessions } from "../../web/sessions.ts";

it("whoever signs in again and again ends only sessions of their own", () => {
  const sessions = createSessions<string>({
    cookieName: "name",
    path: "/",
    secure: true,
    sameSite: "strict",
    lifetimeMilliseconds: 1_000,
    maximum: 4,
    each: { maximum: 2, ownerOf: (value) => value },
    now: () => new Date(0),
    random: (size) => randomBytes(size),
  });
  const browser = () => {
    let cookie = "";
    const request = { get: () => cookie } as unknown as Request;
    const response = {
      cookie: (name: string, token: string) => {
        cookie = `${name}=${token}`;
      },
    } as unknown as Response;
    return {
      signIn: (who: string) => sessions.begin(request, response, who),
      find: () => sessions.find(request),
    };
  };
  const [victim, ...others] = [browser(), browser(), browser(), browser(), browser()];
  victim?.signIn("victim");
  for (const other of others) other.signIn("flood");
  expect(victim?.find()?.value).toBe("victim");
  expect(others.map((other) => other.find()?.value)).toEqual([undefined, undefined, "flood", "flood"]);
});
