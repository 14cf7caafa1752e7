import { describe, expect, test } from "vitest";
import type { OutboundOptions } from "../../net/send-within.ts";
import { createSender } from "../../net/sender.ts";
import { serve } from "../support/serve.ts";

const problem = (code: string) => expect.objectContaining({ code });
const form = { "content-type": "application/x-www-form-urlencoded" };

const sender = (options: Partial<OutboundOptions> = {}) => createSender({ allowLoopback: true, ...options });
const post = { method: "POST", headers: form, body: "a=ü" } as const;

describe("the sender", () => {
  test("sends method, headers and body as given, and gives status, headers and bytes as they came", async () => {
    let asked: unknown;
    const { url, port } = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method, headers } = request;
      asked = { method, url: request.url, headers, body: Buffer.concat(chunks).toString() };
      response
        .writeHead(400, { "content-type": "application/json", "retry-after": "5" })
        .end('{"error":"x"}');
    });
    const answer = await sender()(`${url}/a?b=c#d`, post);
    expect(asked).toEqual({
      method: "POST",
      url: "/a?b=c",
      headers: {
        ...form,
        "accept-encoding": "identity",
        "user-agent": "stint",
        "content-length": "4",
        connection: "close",
        host: `127.0.0.1:${port}`,
      },
      body: "a=ü",
    });
    expect(answer.status).toBe(400);
    expect(answer.headers).toMatchObject({ "content-type": "application/json", "retry-after": "5" });
    expect(Buffer.from(answer.body).toString()).toBe('{"error":"x"}');
  });

  test("asks anew each time", async () => {
    const server = await serve((_request, response) => void response.setHeader("etag", '"1"').end("same"));
    const get = () => sender()(server.url, { method: "GET", headers: {} });
    await Promise.all([get(), get()]);
    expect(server.connections()).toBe(2);
  });

  test.each([301, 302, 303, 307, 308])(
    "follows no redirect, so that a body never goes elsewhere: %d",
    async (status) => {
      const other = await serve((_request, response) => void response.end());
      const { url } = await serve((_request, response) => {
        response.writeHead(status, { location: `${other.url}/` }).end();
      });
      await expect(sender()(url, post)).rejects.toEqual(problem("FETCH_FAILED"));
      expect(other.connections()).toBe(0);
    },
  );

  test.each([
    "http://127.0.0.1/",
    "https://localhost/",
    "https://[::1]/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "http://public.example/",
    "https://user@public.example/",
    "file:///etc/passwd",
  ])("does not speak to %s unless told that it may speak to this machine", async (url) => {
    const send = createSender({
      allowLoopback: false,
      lookUpAddresses: async () => [{ address: "8.8.8.8", family: 4 }],
    });
    await expect(send(url, post)).rejects.toEqual(problem("FETCH_REFUSED"));
  });

  test("checks every address that a name has", async () => {
    const lookUpAddresses = async () => [
      { address: "8.8.8.8", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    const send = createSender({ allowLoopback: true, lookUpAddresses });
    await expect(send("https://public.example/", post)).rejects.toEqual(problem("FETCH_REFUSED"));
  });

  test("reads at most as much as it is told", async () => {
    const { url } = await serve((_request, response) => void response.end("x".repeat(101)));
    await expect(sender()(url, { ...post, maxBytes: 100 })).rejects.toEqual(problem("CONTENT_TOO_LARGE"));
  });

  test("waits no longer than it is told", async () => {
    const { url } = await serve(() => {});
    const send = sender({ totalTimeoutMilliseconds: 100 });
    await expect(send(url, post)).rejects.toEqual(problem("FETCH_FAILED"));
  });
});
