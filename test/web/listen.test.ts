import express from "express";
import { describe, expect, it } from "vitest";
import { listen } from "../../web/listen.ts";

describe("a stopping service", () => {
  it("finishes the request that is running, and takes no new one", async () => {
    const app = express();
    let finish = () => {};
    const running = new Promise<void>((resolve) => {
      app.get("/slow", (_request, response) => {
        finish = () => response.send("done");
        resolve();
      });
    });
    const service = await listen(app, { host: "127.0.0.1", port: 0 });
    const answer = fetch(`${service.url}/slow`);
    await running;
    const stopped = service.stop();
    await expect(fetch(`${service.url}/slow`)).rejects.toThrow();
    finish();
    expect(await (await answer).text()).toBe("done");
    await stopped;
  });

  it("says so when its address is taken", async () => {
    const first = await listen(express(), { host: "127.0.0.1", port: 0 });
    await expect(listen(express(), { host: "127.0.0.1", port: first.port })).rejects.toThrow(/EADDRINUSE/);
    await first.stop();
  });
});
