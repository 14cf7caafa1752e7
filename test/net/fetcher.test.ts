import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFetcher, type FetcherOptions } from "../../net/fetcher.ts";
import { listen } from "../support/local-server.ts";
import { serve } from "../support/serve.ts";

const accept = "application/json";
const problem = (code: string) => expect.objectContaining({ code });

/** A server that speaks below HTTP. */
async function serveRaw(text: string, options: { end: boolean }): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => (options.end ? socket.end(text) : socket.write(text)));
  });
  const port = await listen(server);
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}/`;
}

const fetcher = (options: Partial<FetcherOptions> = {}) => createFetcher({ allowLoopback: true, ...options });

describe("the fetcher", () => {
  test("gives status, media type and bytes as they came", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(404, { "content-type": "application/json; charset=utf-8" }).end('{"é": 1}');
    });
    const fetched = await fetcher()(`${url}/a`, { accept });
    expect(fetched).toEqual({
      status: 404,
      contentType: "application/json; charset=utf-8",
      body: Uint8Array.from(Buffer.from('{"é": 1}')),
    });
  });

  test("asks by GET for what it accepts, uncompressed, without the fragment, and brings nothing else along", async () => {
    let asked: unknown;
    const { url } = await serve((request, response) => {
      asked = { method: request.method, url: request.url, headers: request.headers };
      response.end();
    });
    await fetcher()(`${url}/a?b=c#d`, { accept });
    expect(asked).toEqual({
      method: "GET",
      url: "/a?b=c",
      headers: {
        accept,
        "accept-encoding": "identity",
        connection: "close",
        host: url.slice(7),
        "user-agent": "stint",
      },
    });
  });

  test.each([301, 302, 303, 307, 308, 300, 304])("does not follow or believe status %i", async (status) => {
    const seen: (string | undefined)[] = [];
    const { url } = await serve((request, response) => {
      seen.push(request.url);
      response.writeHead(status, { location: "/elsewhere" }).end();
    });
    await expect(fetcher()(`${url}/a`, { accept })).rejects.toEqual(problem("FETCH_FAILED"));
    expect(seen).toEqual(["/a"]);
  });

  test.each(["gzip", "br", "deflate", "GZIP", "identity, gzip", "unknown"])(
    "refuses the content coding %s",
    async (coding) => {
      const { url } = await serve((_request, response) => {
        response.writeHead(200, { "content-encoding": coding }).end(gzipSync("{}"));
      });
      await expect(fetcher()(url, { accept })).rejects.toEqual(problem("FETCH_FAILED"));
    },
  );

  test("stops at the size limit, announced or not", async () => {
    let written = 0;
    const { url } = await serve((request, response) => {
      if (request.url === "/announced") response.setHeader("content-length", 3_000_000);
      const write = () => {
        if (written > 50_000_000 || response.destroyed) return;
        written += 10_000;
        response.write(Buffer.alloc(10_000), () => setImmediate(write));
      };
      write();
    });
    for (const path of ["/announced", "/streamed"]) {
      written = 0;
      await expect(fetcher()(url + path, { accept })).rejects.toEqual(problem("CONTENT_TOO_LARGE"));
      expect(written).toBeLessThan(10_000_000);
    }
  });

  test("refuses an answer that announces too much without waiting for it", async () => {
    const url = await serveRaw("HTTP/1.1 200 OK\r\ncontent-length: 3000000\r\n\r\n", { end: false });
    await expect(fetcher({ totalTimeoutMilliseconds: 2000 })(url, { accept })).rejects.toEqual(
      problem("CONTENT_TOO_LARGE"),
    );
  });

  test("takes exactly the size limit: 1 MiB unless another is asked for", async () => {
    const { url } = await serve((request, response) => {
      response.end(Buffer.alloc(Number(request.url?.slice(1)), 1));
    });
    expect((await fetcher()(`${url}/1048576`, { accept })).body).toHaveLength(1_048_576);
    await expect(fetcher()(`${url}/1048577`, { accept })).rejects.toEqual(problem("CONTENT_TOO_LARGE"));
    expect((await fetcher()(`${url}/10`, { accept, maxBytes: 10 })).body).toHaveLength(10);
    await expect(fetcher()(`${url}/11`, { accept, maxBytes: 10 })).rejects.toEqual(
      problem("CONTENT_TOO_LARGE"),
    );
  });

  test.each<[name: string, text: string]>([
    ["cut off before its announced length", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{}"],
    ["cut off inside a chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{}"],
    ["cut off in its head", "HTTP/1.1 200 OK\r\ncontent-"],
    ["that is not HTTP", "hello"],
    ["with an endless head", `HTTP/1.1 200 OK\r\na: ${"b".repeat(100_000)}\r\n\r\n`],
    ["with two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}"],
    ["of nothing", ""],
  ])("refuses an answer %s", async (_name, text) => {
    const url = await serveRaw(text, { end: true });
    await expect(fetcher()(url, { accept })).rejects.toEqual(problem("FETCH_FAILED"));
  });

  test("gives up on a server that says nothing, or drips, when the time is over", async () => {
    const silent = await serveRaw("", { end: false });
    const half = await serveRaw("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{", { end: false });
    const { url: dripping } = await serve((_request, response) => {
      const timer = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(timer));
    });
    for (const url of [silent, half, dripping]) {
      const started = performance.now();
      const fetched = fetcher({ totalTimeoutMilliseconds: 200 })(url, { accept });
      await expect(fetched).rejects.toEqual(problem("FETCH_FAILED"));
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });

  test("gives up on a server that switches protocols, which nobody asked for: RFC 9110, 15.2.2", async () => {
    const switching = "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nx";
    const url = await serveRaw(switching, { end: false });
    await expect(fetcher()(url, { accept })).rejects.toThrow(problem("FETCH_FAILED"));
  }, 2000);

  test("gives up on a name that does not resolve in time, and on one that does not resolve", async () => {
    const slow = fetcher({ lookUpAddresses: () => sleep(3000, []), connectTimeoutMilliseconds: 50 });
    const unknown = fetcher({ lookUpAddresses: () => Promise.reject(new Error("ENOTFOUND")) });
    const empty = fetcher({ lookUpAddresses: async () => [] });
    const started = performance.now();
    for (const fetchDocument of [slow, unknown, empty]) {
      await expect(fetchDocument("https://slow.example/", { accept })).rejects.toEqual(
        problem("FETCH_FAILED"),
      );
    }
    expect(performance.now() - started).toBeLessThan(2900);
  });

  test("gives up on a connection that is refused", async () => {
    const server = await serve(() => {});
    await server.stop();
    await expect(fetcher()(server.url, { accept })).rejects.toEqual(problem("FETCH_FAILED"));
  });

  test("says nothing of the address or the answer in its words", async () => {
    const { url } = await serve(
      (_request, response) => void response.writeHead(302, { location: "/x" }).end(),
    );
    await expect(fetcher()(`${url}/secret`, { accept })).rejects.toThrow(/^[^/0-9]*$/);
  });
});
