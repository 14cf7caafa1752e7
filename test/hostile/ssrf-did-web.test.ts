import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDidResolver } from "../../core/did/resolver.ts";
import { createFetcher } from "../../net/fetcher.ts";
import { answering, insideAddresses } from "../support/hostile-names.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";

const refused = expect.objectContaining({ code: "FETCH_REFUSED" });
const invalidDid = expect.objectContaining({ code: "INVALID_DID" });

describe("a request forged into the inside through a did:web (security rules 3 and 5)", () => {
  let server: LocalServer;
  let before = 0;

  beforeAll(async () => {
    server = await startLocalServer((_request, response) => void response.end('{"secret": true}'));
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    before = server.connections();
  });
  const untouched = () => expect(server.connections()).toBe(before);

  const resolver = (allow: boolean, ...addresses: string[]) =>
    createDidResolver({
      fetchDocument: createFetcher({ allowLoopback: allow, ...answering(...addresses) }),
      allowHttpOnLoopback: allow,
    });

  test.each(insideAddresses)("is refused when its host resolves to %s", async (address) => {
    for (const allow of [false, true]) {
      const did = `did:web:issuer.example%3A${server.port}`;
      await expect(resolver(allow, address)(did)).rejects.toEqual(refused);
    }
    untouched();
  });

  test.each(["localhost", "a.localhost"])("is refused with the host %s", async (host) => {
    await expect(resolver(false, "127.0.0.1")(`did:web:${host}%3A${server.port}`)).rejects.toEqual(refused);
    untouched();
  });

  test.each([
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "169.254.169.254",
    "%5B%3A%3A1%5D",
    "localhost.",
    "LOCALHOST",
    "localhost%2F",
    "localhost%23",
    "user%40localhost",
    "example.com%40localhost",
    "%6C%6F%63alhost",
  ])("is no DID with the host spelled %s", async (host) => {
    for (const did of [`did:web:${host}`, `did:web:${host}%3A${server.port}`, `did:web:${host}:a`]) {
      await expect(resolver(false, "127.0.0.1")(did)).rejects.toEqual(invalidDid);
    }
    untouched();
  });

  test.each(["..", ".", "%2e%2e", "..%2F..", "a%2F..%2Fb", "a%3Fb=c", "a%23b", "a%5Cb", ""])(
    "does not leave its path by the segment %j",
    async (segment) => {
      const did = `did:web:localhost%3A${server.port}:${segment}:secret`;
      await expect(resolver(true, "127.0.0.1")(did)).rejects.toEqual(invalidDid);
      untouched();
    },
  );
});
