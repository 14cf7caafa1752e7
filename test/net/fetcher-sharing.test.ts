import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { limitFetches } from "../../core/fetch-document.ts";
import { createFetcher, type FetcherOptions } from "../../net/fetcher.ts";
import { serve } from "../support/serve.ts";

const accept = "application/json";
const problem = (code: string) => expect.objectContaining({ code });

const fetcher = (options: Partial<FetcherOptions> = {}) => createFetcher({ allowLoopback: true, ...options });

describe("what the fetcher keeps", () => {
  test("is asked about each time, and used when the server says that it is unchanged", async () => {
    const asked: (string | undefined)[] = [];
    let body = "first";
    const { url } = await serve((request, response) => {
      asked.push(request.headers["if-none-match"]);
      const etag = `"${body}"`;
      if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag, "cache-control": "max-age=3600", "content-type": "text/a" })
          .end(body);
    });
    const fetchDocument = fetcher();
    const read = async () => {
      const { status, contentType, body: bytes } = await fetchDocument(url, { accept });
      return [status, contentType, Buffer.from(bytes).toString()];
    };
    expect(await read()).toEqual([200, "text/a", "first"]);
    expect(await read()).toEqual([200, "text/a", "first"]);
    body = "second";
    expect(await read()).toEqual([200, "text/a", "second"]);
    expect(await read()).toEqual([200, "text/a", "second"]);
    expect(asked).toEqual([undefined, '"first"', '"first"', '"second"']);
  });

  test("cannot be changed by those who read it", async () => {
    const { url } = await serve((request, response) => {
      if (request.headers["if-none-match"] !== undefined) response.writeHead(304).end();
      else response.writeHead(200, { etag: '"a"' }).end("good");
    });
    const fetchDocument = fetcher();
    const [one, two] = await Promise.all([fetchDocument(url, { accept }), fetchDocument(url, { accept })]);
    one?.body.fill(0);
    expect(Buffer.from(two?.body ?? []).toString()).toBe("good");
    expect(Buffer.from((await fetchDocument(url, { accept })).body).toString()).toBe("good");
  });

  test("is not given to somebody who accepts something else or less", async () => {
    const asked: (string | undefined)[] = [];
    const { url } = await serve((request, response) => {
      asked.push(request.headers["if-none-match"]);
      response.writeHead(200, { etag: '"a"' }).end("0123456789");
    });
    const fetchDocument = fetcher();
    await fetchDocument(url, { accept });
    await fetchDocument(url, { accept: "text/plain" });
    await expect(fetchDocument(url, { accept, maxBytes: 5 })).rejects.toEqual(problem("CONTENT_TOO_LARGE"));
    expect(asked).toEqual([undefined, undefined, undefined]);
  });

  test.each<[name: string, status: number, headers: Record<string, string>]>([
    ["whose tag is malformed", 200, { etag: "abc" }],
    ["whose tag is endless", 200, { etag: `"${"a".repeat(5000)}"` }],
    ["that must not be stored", 200, { etag: '"a"', "cache-control": "private, No-Store" }],
    ["that is an error", 500, { etag: '"a"' }],
  ])("is no document %s", async (_name, status, headers) => {
    const asked: (string | undefined)[] = [];
    const { url } = await serve((request, response) => {
      asked.push(request.headers["if-none-match"]);
      response.writeHead(status, headers).end("a");
    });
    const fetchDocument = fetcher();
    await fetchDocument(url, { accept });
    await fetchDocument(url, { accept });
    expect(asked).toEqual([undefined, undefined]);
  });
});

describe("equal requests under way at once", () => {
  test("share one flight, and later ones do not", async () => {
    let requests = 0;
    const server = await serve(async (_request, response) => {
      requests++;
      await sleep(50);
      response.end("a");
    });
    const fetchDocument = fetcher();
    await Promise.all(Array.from({ length: 20 }, () => fetchDocument(server.url, { accept })));
    expect(requests).toBe(1);
    await fetchDocument(server.url, { accept });
    expect(requests).toBe(2);
    expect(server.connections()).toBe(2);
  });

  test("share a failure, which the next one does not meet again", async () => {
    let requests = 0;
    const { url } = await serve(async (_request, response) => {
      requests++;
      await sleep(20);
      response.writeHead(requests === 1 ? 302 : 200).end();
    });
    const fetchDocument = fetcher();
    const outcomes = await Promise.allSettled([
      fetchDocument(url, { accept }),
      fetchDocument(url, { accept }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect((await fetchDocument(url, { accept })).status).toBe(200);
    expect(requests).toBe(2);
  });

  test("are not shared when they differ in what they accept or how much", async () => {
    let requests = 0;
    const { url } = await serve(async (_request, response) => {
      requests++;
      await sleep(20);
      response.end();
    });
    const fetchDocument = fetcher();
    await Promise.all([
      fetchDocument(url, { accept }),
      fetchDocument(url, { accept: "text/plain" }),
      fetchDocument(url, { accept, maxBytes: 5 }),
    ]);
    expect(requests).toBe(3);
  });
});

test("a limited fetcher fetches as many documents as it may, each once, and then refuses others", async () => {
  const asked: string[] = [];
  const limited = limitFetches(async (url) => {
    asked.push(url);
    if (url === "b") throw new Error("failed");
    return { status: 200, body: new Uint8Array(), contentType: "" };
  }, 2);
  await limited("a", { accept });
  await expect(limited("b", { accept })).rejects.toThrow("failed");
  await expect(limited("b", { accept })).rejects.toThrow("failed");
  await expect(limited("a", { accept })).resolves.toMatchObject({ status: 200 });
  await expect(limited("c", { accept })).rejects.toEqual(problem("FETCH_REFUSED"));
  await expect(limited("a", { accept: "text/plain" })).rejects.toEqual(problem("FETCH_REFUSED"));
  expect(asked).toEqual(["a", "b"]);
});
