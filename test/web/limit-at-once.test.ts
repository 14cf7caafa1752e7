import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { limitAtOnce } from "../../web/limit-at-once.ts";
import { listen, type RunningService } from "../../web/listen.ts";
import { createLogger } from "../../web/logger.ts";
import { answerProblems } from "../../web/problem-response.tsx";

let service: RunningService;
/** Lets those that are under way finish. */
let finish = () => {};
let arrived = 0;

beforeAll(async () => {
  const app = express();
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  app.get("/:sender", limitAtOnce({ maximum: 2, senderOf: ({ params }) => String(params.sender) }));
  app.get("/:sender", async (_request, response) => {
    arrived += 1;
    await finished;
    response.send("done");
  });
  app.use(answerProblems({ site: "Test", logger: createLogger({ name: "test", level: "silent" }) }));
  service = await listen(app, { host: "127.0.0.1", port: 0 });
});
afterAll(() => service.stop());

it("a sender has no more under way than the maximum, others have their own, and what ended makes room", async () => {
  const send = async (sender: string, signal?: AbortSignal) =>
    (await fetch(`${service.url}/${sender}`, { ...(signal && { signal }) })).status;
  const reached = async (count: number) => {
    while (arrived < count) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const goesAway = new AbortController();
  const gone = send("one", goesAway.signal).catch(() => "gone");
  const first = send("one");
  await reached(2);
  expect(await send("one")).toBe(503);
  const other = send("other");
  await reached(3);

  goesAway.abort();
  expect(await gone).toBe("gone");
  let second = await Promise.race([send("one"), reached(4).then(() => "under way")]);
  while (second === 503) second = await Promise.race([send("one"), reached(4).then(() => "under way")]);
  expect(second).toBe("under way");
  finish();
  expect(await Promise.all([first, other, send("one")])).toEqual([200, 200, 200]);
});
