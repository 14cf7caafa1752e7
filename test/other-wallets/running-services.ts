import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startService } from "../../demo/services.ts";
import { startLocalServer } from "../support/local-server.ts";

/** Both services as an operator starts them behind TLS, each a process of its own, with one employer whom the verifier trusts. */
export interface RunningServices {
  /** `https://localhost:…`, as it stands in everything that they sign. */
  issuerUrl: string;
  verifierUrl: string;
  employer: { did: string; apiKey: string };
  /** Whom a wallet must believe for the verifier's certificate, in PEM. */
  certificateAuthorities: string[];
  /** Sends JSON as the employer, and reads the JSON answer; an unexpected status is an error. */
  asEmployer(method: string, path: string, body?: unknown): Promise<Json>;
  /** The same with the verifier, as anybody; `token` goes along as bearer. */
  atVerifier(method: string, path: string, body?: unknown, token?: string): Promise<Json>;
  /** `fetch` for wallets in this process, which cannot be told whose certificates to believe: behind the TLS. */
  fetch: typeof fetch;
  stop(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape
type Json = any;

const adminToken = "the-admin-token-of-these-tests";
const program = (service: string) => fileURLToPath(new URL(`../../dist/${service}/main.js`, import.meta.url));

/** Starts them; the verifier can sign requests with the certificate that it is reached under. */
export async function runServices(
  certificate: { key: string; cert: string },
  issuerSettings: Record<string, string> = {},
): Promise<RunningServices> {
  const folder = await mkdtemp(join(tmpdir(), "stint-services-"));
  const keyFile = join(folder, "key.pem");
  const chainFile = join(folder, "cert.pem");
  await writeFile(keyFile, certificate.key);
  await writeFile(chainFile, certificate.cert);
  const proxies = { issuer: await startTlsProxy(certificate), verifier: await startTlsProxy(certificate) };
  const start = async (name: "issuer" | "verifier", settings: Record<string, string>) => {
    const proxy = proxies[name];
    const common = { STINT_PUBLIC_URL: proxy.url, STINT_LOG_LEVEL: "warn", NODE_EXTRA_CA_CERTS: chainFile };
    const service = await startService({
      name,
      program: program(name),
      folder,
      settings: { ...common, ...settings },
    });
    proxy.forwardTo(service.url);
    return service;
  };
  const issuer = await start("issuer", { STINT_ADMIN_TOKEN: adminToken, ...issuerSettings });
  const created = await send(`${issuer.url}/issuers`, {
    token: adminToken,
    body: { slug: "harbour", did: "key", profile: { name: "Harbour Analytics" } },
  });
  const employer = { did: String(created.issuer.id), apiKey: String(created.apiKey) };
  const trusted = join(folder, "trusted.json");
  const known = { did: employer.did, name: "Harbour Analytics", reason: "We asked them" };
  await writeFile(trusted, JSON.stringify({ issuers: [known] }));
  const verifier = await start("verifier", {
    STINT_TRUSTED_ISSUERS: trusted,
    STINT_X509_CHAIN: chainFile,
    STINT_X509_KEY: keyFile,
  });
  return {
    issuerUrl: proxies.issuer.url,
    verifierUrl: proxies.verifier.url,
    employer,
    certificateAuthorities: [certificate.cert],
    asEmployer: (method, path, body) =>
      send(`${issuer.url}/issuers/harbour${path}`, { method, body, token: employer.apiKey }),
    atVerifier: (method, path, body, token) => send(`${verifier.url}${path}`, { method, body, token }),
    fetch: (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const behind = url.replace(proxies.issuer.url, issuer.url).replace(proxies.verifier.url, verifier.url);
      return fetch(behind, init);
    },
    stop: async () => {
      await Promise.all([issuer.stop(), verifier.stop(), proxies.issuer.stop(), proxies.verifier.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What stands before a service and speaks https for it, as operations.md describes. */
async function startTlsProxy(certificate: { key: string; cert: string }) {
  let target = "";
  const server = await startLocalServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const outgoing = httpRequest(
      target + (request.url ?? ""),
      { method: request.method, headers: request.headers },
      (incoming) => {
        response.writeHead(incoming.statusCode ?? 502, incoming.headers);
        incoming.pipe(response);
      },
    );
    outgoing.on("error", () => response.writeHead(502).end());
    outgoing.end(Buffer.concat(chunks));
  }, certificate);
  return {
    ...server,
    url: `https://localhost:${server.port}`,
    forwardTo: (url: string) => {
      target = url;
    },
  };
}

async function send(
  url: string,
  call: { method?: string; body?: unknown; token?: string | undefined },
): Promise<Json> {
  const method = call.method ?? "POST";
  const response = await fetch(url, {
    method,
    headers: {
      accept: "application/json",
      ...(call.body !== undefined && { "content-type": "application/json" }),
      ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text === "" ? {} : JSON.parse(text);
}
