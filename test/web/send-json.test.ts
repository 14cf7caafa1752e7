import express from "express";
import { expect, it } from "vitest";
import { listen } from "../../web/listen.ts";
import { sendJson } from "../../web/send-json.ts";

it("answers with the JSON, its length in bytes and its type, and no entity tag, which nobody could ask about", async () => {
  const app = express();
  app.post("/", (_request, response) => sendJson(response, 422, { word: "snø" }));
  const service = await listen(app, { host: "127.0.0.1", port: 0 });
  try {
    const answer = await fetch(service.url, { method: "POST" });
    expect(answer.status).toBe(422);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "content-length": "15",
    });
    expect(answer.headers.has("etag")).toBe(false);
    expect(await answer.json()).toEqual({ word: "snø" });
  } finally {
    await service.stop();
  }
});
