import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSmallService, type SmallService } from "../support/small-service.ts";

let service: SmallService;
beforeAll(async () => {
  service = await runSmallService({ rateLimitPerMinute: 0 });
});
afterAll(() => service.stop());

describe("a request body", () => {
  it("arrives validated", async () => {
    const response = await service.echo('{"text":"hello"}');
    expect([response.status, await response.json()]).toEqual([200, { id: "1", text: "hello" }]);
  });

  it.each([
    ["not JSON", "{", {}, 400, "PARSING_ERROR"],
    ["empty", "", {}, 400, "PARSING_ERROR"],
    ["a duplicate member", '{"text":"a","text":"b"}', {}, 400, "PARSING_ERROR"],
    ["__proto__", '{"text":"a","__proto__":{}}', {}, 400, "PARSING_ERROR"],
    ["not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), {}, 400, "PARSING_ERROR"],
    ["of the wrong shape", '{"text":1}', {}, 400, "INVALID_REQUEST"],
    ["with a member too many", '{"text":"a","<script>":1}', {}, 400, "INVALID_REQUEST"],
    ["larger than the limit", JSON.stringify({ text: "x".repeat(1000) }), {}, 413, "CONTENT_TOO_LARGE"],
    [
      "not announced as JSON",
      '{"text":"a"}',
      { "content-type": "text/plain" },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "in another charset",
      "{}",
      { "content-type": "application/json; charset=utf-16" },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["compressed", "{}", { "content-encoding": "gzip" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
  ])("%s is refused with problem details (RFC 9457)", async (_name, body, headers, status, code) => {
    const response = await service.echo(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({
      status,
      code,
      title: expect.any(String),
      type: expect.stringContaining(":"),
    });
    expect(JSON.stringify(problem)).not.toContain("script");
  });

  it.each([
    "application/ld+json",
    "application/vc",
    "application/vp",
    "application/vc+json",
    "application/json; charset=UTF-8",
  ])("may be announced as %s", async (type) => {
    expect((await service.echo('{"text":"a"}', { "content-type": type })).status).toBe(200);
  });

  it("is cut off at the limit also when its length is not announced", async () => {
    const chunk = new TextEncoder().encode(`"${"x".repeat(60_000)}`);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (sent++ < 20) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const response = await fetch(`${service.url}/echo/1`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
  });
});
