import { once } from "node:events";
import { connect } from "node:net";
import express from "express";
import { expect, it } from "vitest";
import { listen } from "../../web/listen.ts";

it("a client that never finishes its request is cut off, and holds up nobody meanwhile (security rule 4)", async () => {
  const app = express();
  app.get("/", (_request, response) => void response.send("here"));
  const service = await listen(app, { host: "127.0.0.1", port: 0 });
  const started = performance.now();
  const slow = Array.from({ length: 50 }, () => connect(service.port, "127.0.0.1"));
  for (const socket of slow) {
    socket.on("error", () => {});
    socket.write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  }
  const drip = setInterval(() => {
    for (const socket of slow) socket.write("a");
  }, 500);
  const closed = Promise.all(slow.map((socket) => once(socket.resume(), "close")));

  expect(await (await fetch(service.url)).text()).toBe("here");
  expect(performance.now() - started).toBeLessThan(5_000);
  await closed;
  clearInterval(drip);
  const seconds = (performance.now() - started) / 1000;
  expect(seconds).toBeGreaterThan(5);
  expect(seconds).toBeLessThan(20);
  await service.stop();
});
