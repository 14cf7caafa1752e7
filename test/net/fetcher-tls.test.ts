import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFetcher } from "../../net/fetcher.ts";
import { type LocalServer, listen, startLocalServer } from "../support/local-server.ts";
import { makeSelfSignedCertificate } from "../support/self-signed.ts";

const accept = "application/json";
const certificate = makeSelfSignedCertificate();
const failed = expect.objectContaining({ code: "FETCH_FAILED" });

describe.skipIf(certificate === undefined)("fetching over https", () => {
  const { key, cert } = certificate ?? { key: "", cert: "" };
  let server: LocalServer;
  let requests = 0;

  beforeAll(async () => {
    server = await startLocalServer(
      (_request, response) => {
        requests++;
        response.end("good");
      },
      { key, cert },
    );
  });
  afterAll(() => server.stop());

  test("works when the certificate is trusted and names the host", async () => {
    const fetchDocument = createFetcher({ allowLoopback: true, certificateAuthorities: [cert] });
    const fetched = await fetchDocument(`https://localhost:${server.port}/`, { accept });
    expect(Buffer.from(fetched.body).toString()).toBe("good");
  });

  test("fails before any request when the certificate is not trusted", async () => {
    requests = 0;
    const fetchDocument = createFetcher({ allowLoopback: true });
    await expect(fetchDocument(`https://localhost:${server.port}/`, { accept })).rejects.toEqual(failed);
    expect(requests).toBe(0);
  });

  test("fails before any request when the certificate names another host", async () => {
    requests = 0;
    const fetchDocument = createFetcher({
      allowLoopback: true,
      certificateAuthorities: [cert],
      lookUpAddresses: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    for (const host of ["127.0.0.1", "other.localhost"]) {
      await expect(fetchDocument(`https://${host}:${server.port}/`, { accept })).rejects.toEqual(failed);
    }
    expect(requests).toBe(0);
  });

  test("fails when the server does not finish the handshake in time", async () => {
    const mute = createServer((socket) => void socket.on("error", () => {}));
    const url = `https://localhost:${await listen(mute)}/`;
    const started = performance.now();
    const fetchDocument = createFetcher({ allowLoopback: true, connectTimeoutMilliseconds: 200 });
    await expect(fetchDocument(url, { accept })).rejects.toEqual(failed);
    expect(performance.now() - started).toBeGreaterThan(150);
    expect(performance.now() - started).toBeLessThan(2000);
    mute.close();
  });
});
