import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { limitWork } from "../../web/limit-work.ts";
import { listen, type RunningService } from "../../web/listen.ts";
import { createLogger } from "../../web/logger.ts";
import { answerProblems } from "../../web/problem-response.tsx";
import { readBody } from "../../web/read-body.ts";

let service: RunningService;
/** Lets those that are under way finish. */
let finish = () => {};
let working = 0;
let bodiesRead = 0;

beforeAll(async () => {
  const app = express();
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const limit = limitWork(2);
  app.post("/", limit.refuseWhenFull, async (request, response) => {
    await readBody(request, 1_000_000);
    bodiesRead += 1;
    await limit.run(async () => {
      working += 1;
      await finished;
    });
    response.send("done");
  });
  app.use(answerProblems({ site: "Test", logger: createLogger({ name: "test", level: "silent" }) }));
  service = await listen(app, { host: "127.0.0.1", port: 0 });
});
afterAll(() => service.stop());

const send = (body: BodyInit) =>
  fetch(service.url, { method: "POST", body, duplex: "half" } as RequestInit & { duplex: "half" });

/** A body whose end comes when it is asked for. */
function slowBody(): { body: ReadableStream; end: () => void } {
  let end = () => {};
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("begun"));
      end = () => controller.close();
    },
  });
  return { body, end };
}

it("what finds no room is refused at once with 503 and Retry-After, its body unread; slow bodies take no room", async () => {
  const slow = slowBody();
  const arriving = send(slow.body);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const first = [send("one"), send("two")];
  while (working < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  const refused = await send("three");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await refused.json()).toMatchObject({ code: "OVERLOADED" });
  expect(bodiesRead).toBe(2);
  // It was let in while there was room, and there is none when it is there.
  slow.end();
  expect((await arriving).status).toBe(503);
  // Of those that keep asking so many are refused in a second that the work itself goes on.
  const began = performance.now();
  const many = await Promise.all(Array.from({ length: 50 }, () => send("five")));
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([503]));
  expect(performance.now() - began).toBeGreaterThan(45);
  finish();
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await send("four")).status).toBe(200);
});
