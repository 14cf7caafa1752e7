import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { shortTurns } from "../../web/short-turns.ts";

const response = {} as ServerResponse;
const request = (url: string, destroyed = false) => ({ url, destroyed }) as IncomingMessage;
const busyFor = (milliseconds: number) => {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
};

/** What was handled in which turn of the event loop, when so many requests come at once. */
async function turnsOf(requests: IncomingMessage[], eachMilliseconds: number): Promise<string[][]> {
  const turns: string[][] = [[]];
  let left = requests.length;
  const handle = shortTurns(({ url }) => {
    busyFor(eachMilliseconds);
    turns.at(-1)?.push(url ?? "");
    left--;
  });
  for (const one of requests) handle(one, response);
  while (left > 0 && turns.length < 1_000) {
    await new Promise(setImmediate);
    turns.push([]);
  }
  return turns;
}

describe("many requests at once", () => {
  const many = Array.from({ length: 40 }, (_, number) => request(`/${number}`));

  it("are handled in order, a few in each turn of the event loop", async () => {
    const turns = await turnsOf(many, 1);
    expect(turns.flat()).toEqual(many.map(({ url }) => url));
    // 2 ms a turn, and the one that goes over; a busy machine makes it fewer.
    expect(Math.max(...turns.map((turn) => turn.length))).toBeLessThanOrEqual(3);
  });

  it("do not hold up a health check", async () => {
    const handled: string[] = [];
    const handle = shortTurns(({ url }) => void handled.push(url ?? ""));
    for (const one of [...many, request("/health/live")]) handle(one, response);
    expect(handled).toEqual(["/health/live"]);
    await new Promise(setImmediate);
    expect(handled.length).toBeGreaterThan(1);
  });

  it("are left out when their client has gone, and the next are handled", async () => {
    const gone = request("/gone");
    const handled: string[] = [];
    const handle = shortTurns(({ url }) => void handled.push(url ?? ""));
    for (const one of [request("/a"), gone, request("/b")]) handle(one, response);
    gone.destroyed = true;
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(handled).toEqual(["/a", "/b"]);
    handle(request("/c"), response);
    await new Promise(setImmediate);
    expect(handled).toEqual(["/a", "/b", "/c"]);
  });
});
