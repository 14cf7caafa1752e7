import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSmallService, type SmallService } from "../support/small-service.ts";

let service: SmallService;
beforeAll(async () => {
  service = await runSmallService({ rateLimitPerMinute: 0 });
});
afterAll(() => service.stop());

describe("an answer", () => {
  it.each(["/", "/health/live", "/docs", "/openapi.json", "/assets/style.css", "/bug", "/%zz"])(
    "from %s carries the strict Content-Security-Policy and no X-Powered-By",
    async (path) => {
      const { headers } = await fetch(service.url + path, { headers: { accept: "text/html" } });
      const policy = headers.get("content-security-policy") ?? "";
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "connect-src 'self'",
      ]) {
        expect(policy.split(";")).toContain(rule);
      }
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  it.each([
    ["/nothing", "GET", 404, "NOT_FOUND"],
    ["/echo/1", "GET", 405, "METHOD_NOT_ALLOWED"],
    ["/echo/1", "DELETE", 405, "METHOD_NOT_ALLOWED"],
    ["/items/%E0%A4%A", "GET", 400, "INVALID_REQUEST"],
    ["/assets/../service.ts", "GET", 404, "NOT_FOUND"],
    ["/assets/%2e%2e%2fservice.ts", "GET", 404, "NOT_FOUND"],
    ["/assets/%00", "GET", 404, "NOT_FOUND"],
  ])("to %s by %s is a problem with status %i", async (path, method, status, code) => {
    const response = await fetch(service.url + path, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code });
    if (status === 405) expect(response.headers.get("allow")).toBe("POST");
  });

  it("to a bug says nothing about it, and the stack is in the log", async () => {
    const response = await fetch(`${service.url}/bug`);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: "INTERNAL" });
    expect(text).not.toMatch(/secret|TypeError|at /);
    expect(service.lines.join("")).toMatch(/secret words of a bug.*at /s);
  });

  it("to a browser is a page with the same words", async () => {
    const response = await fetch(`${service.url}/nothing`, { headers: { accept: "text/html,*/*;q=0.8" } });
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain("There is nothing at this address.");
    expect(html).toContain("NOT_FOUND");
  });
});

describe("a request's name", () => {
  it("is the caller's own when that is plain", async () => {
    const response = await fetch(`${service.url}/health/live`, { headers: { "x-request-id": "abc-1.2_X" } });
    expect(response.headers.get("x-request-id")).toBe("abc-1.2_X");
  });

  it.each(["a b", 'x"}{', "x".repeat(65), "ünï"])("is a new one instead of %j", async (offered) => {
    const headers = { "x-request-id": Buffer.from(offered).toString("latin1") };
    const response = await fetch(`${service.url}/health/live`, { headers });
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("the log", () => {
  it("has one line for a request, with the route's pattern and never the address or the body", async () => {
    service.lines.length = 0;
    await fetch(`${service.url}/items/urn:uuid:personal?token=abc`, {
      headers: { "x-request-id": "line-test" },
    });
    await service.echo('{"text":"private words"}', { authorization: "Bearer private-key" });
    await expect.poll(() => service.lines.length).toBe(2);
    const [item, posted] = service.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(item).toMatchObject({ requestId: "line-test", method: "GET", route: "/items/:id", status: 200 });
    expect(item?.durationMilliseconds).toEqual(expect.any(Number));
    expect(posted).toMatchObject({ method: "POST", route: "/echo/:id", status: 200 });
    expect(service.lines.join("")).not.toMatch(/personal|token|private/);
  });
});

describe("health", () => {
  it("tells a live service from a ready one", async () => {
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    service.setReady(false);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    service.setReady(true);
  });
});

describe("the rate limit", () => {
  it("answers 429 with Retry-After above the limit, and leaves health alone", async () => {
    const limited = await runSmallService({ rateLimitPerMinute: 3 });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++) statuses.push((await fetch(`${limited.url}/items/1`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await fetch(`${limited.url}/items/1`, { headers: { "x-forwarded-for": "192.0.2.1" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect((await fetch(`${limited.url}/health/live`)).status).toBe(200);
    await limited.stop();
  });

  it("can be off", async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(`${service.url}/items/1`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe("a raw connection", () => {
  it("with a broken request gets 400 and is closed", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(service.port, "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
      let text = "";
      socket.on("data", (data) => {
        text += String(data);
      });
      socket.on("close", () => resolve(text));
      socket.on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
  });
});
