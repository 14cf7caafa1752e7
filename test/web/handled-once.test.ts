import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { shortTurns } from "../../web/short-turns.ts";

it("handles each request once, a health check too, with the response that belongs to it", async () => {
  const handled: [url: string | undefined, response: ServerResponse][] = [];
  const handle = shortTurns(({ url }, response) => void handled.push([url, response]));
  const asked = ["/a", "/health/live", "/b", "/health", undefined].map((url) => {
    const pair = [url, {} as ServerResponse] as const;
    handle({ url, destroyed: false } as IncomingMessage, pair[1]);
    return pair;
  });
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  const [a, health, b, other, none] = asked;
  expect(handled.map(([url]) => url)).toEqual(["/health/live", "/a", "/b", "/health", undefined]);
  expect(handled.map(([, response]) => response)).toEqual([health, a, b, other, none].map((one) => one?.[1]));
  handled.forEach(([, response], index) => {
    expect(response).toBe([health, a, b, other, none][index]?.[1]);
  });
});
