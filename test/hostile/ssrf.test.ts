import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFetcher } from "../../net/fetcher.ts";
import { answering, insideAddresses } from "../support/hostile-names.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";

const accept = "application/json";
const refused = expect.objectContaining({ code: "FETCH_REFUSED" });

describe("a request forged into the inside (security rule 5)", () => {
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

  const hosts = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "0x7f000001",
    "0x7F.1",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "①②⑦.0.0.1",
    "127。0。0。1",
    "0",
    "0.0.0.0",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "loc%61lhost",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "2852039166",
    "224.0.0.1",
    "255.255.255.255",
    "user@127.0.0.1",
    "example.com@127.0.0.1",
    "user:password@example.com",
    "example.com.",
    "example.com\\@127.0.0.1",
    "exa\tmple.com",
    "example.com\n",
    " example.com",
    "",
  ];
  test.each(hosts)("is refused with the host spelled %j", async (host) => {
    const fetchDocument = createFetcher({ allowLoopback: false, ...answering("127.0.0.1") });
    for (const scheme of ["https", "http"]) {
      for (const port of [`:${server.port}`, ""]) {
        await expect(fetchDocument(`${scheme}://${host}${port}/`, { accept })).rejects.toEqual(refused);
      }
    }
    untouched();
  });

  const honest = ["127.0.0.1", "127.255.255.254", "[::1]", "localhost", "LOCALHOST", "a.localhost"];
  test.each(hosts.filter((host) => !honest.includes(host)))(
    "is refused with the host spelled %j even where this machine is allowed",
    async (host) => {
      const fetchDocument = createFetcher({ allowLoopback: true, ...answering("127.0.0.1") });
      await expect(fetchDocument(`http://${host}:${server.port}/`, { accept })).rejects.toEqual(refused);
      await expect(fetchDocument(`https://${host}:${server.port}/`, { accept })).rejects.toEqual(refused);
      untouched();
    },
  );

  test.each([
    "file:///etc/passwd",
    "ftp://example.com/",
    "gopher://127.0.0.1/",
    "data:application/json,{}",
    "ws://example.com/",
    "//example.com/",
    "/etc/passwd",
    "https:example.com",
    "https:/example.com",
    "HTTPS://example.com/",
    "javascript:alert(1)",
    `https://example.com/${"a".repeat(2048)}`,
    "http://example.com/",
    "https://example.com./",
    "https://user@example.com/",
    "https://134744072/",
    "https://[::1",
    "https://example.com:99999/",
    "https:///example.com/",
    "",
  ])("is refused with the URL %j", async (url) => {
    for (const allowLoopback of [false, true]) {
      const { lookUpAddresses, questions } = answering("1.1.1.1");
      await expect(createFetcher({ allowLoopback, lookUpAddresses })(url, { accept })).rejects.toEqual(
        refused,
      );
      expect(questions()).toBe(0);
    }
  });

  test.each(insideAddresses)(
    "is refused when a name resolves to %s, alone or beside a public address",
    async (address) => {
      for (const allowLoopback of [false, true]) {
        for (const addresses of [[address], ["1.1.1.1", address], [address, "2606:4700:4700::1111"]]) {
          const fetchDocument = createFetcher({ allowLoopback, ...answering(...addresses) });
          const url = `https://inside.example:${server.port}/`;
          await expect(fetchDocument(url, { accept })).rejects.toEqual(refused);
        }
      }
      untouched();
    },
  );

  test.each(["1.1.1.1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1"])(
    "is refused when a name of this machine leads to %s",
    async (address) => {
      const fetchDocument = createFetcher({ allowLoopback: true, ...answering("127.0.0.1", address) });
      await expect(fetchDocument(`http://a.localhost:${server.port}/`, { accept })).rejects.toEqual(refused);
      untouched();
    },
  );

  test("finds nothing to rebind: a name is resolved once, and the connection goes to what was checked", async () => {
    // The name is known to no resolver but this one, so only the pinned address can lead to the server.
    const { lookUpAddresses, questions } = answering("127.0.0.1");
    const fetchDocument = createFetcher({ allowLoopback: true, lookUpAddresses });
    const fetched = await fetchDocument(`http://rebinding.localhost:${server.port}/`, { accept });
    expect(fetched.status).toBe(200);
    expect(questions()).toBe(1);
    expect(server.connections()).toBe(before + 1);
  });

  test("is checked anew each time: a name that was good once is refused when it turns inside", async () => {
    const answers = ["127.0.0.1", "10.0.0.1"];
    const fetchDocument = createFetcher({
      allowLoopback: true,
      lookUpAddresses: async () => [{ address: answers.shift() ?? "", family: 4 }],
    });
    const url = `http://turning.localhost:${server.port}/`;
    expect((await fetchDocument(url, { accept })).status).toBe(200);
    await expect(fetchDocument(url, { accept })).rejects.toEqual(refused);
  });

  test("is not reached by way of a redirect", async () => {
    const redirecting = await startLocalServer((_request, response) => {
      response.writeHead(302, { location: `${server.url}/` }).end();
    });
    await expect(createFetcher({ allowLoopback: true })(redirecting.url, { accept })).rejects.toEqual(
      expect.objectContaining({ code: "FETCH_FAILED" }),
    );
    await redirecting.stop();
    untouched();
  });

  test("is not reached by way of a proxy that the environment names", async () => {
    const names = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
    const saved = names.map((name) => process.env[name]);
    const target = await startLocalServer((_request, response) => void response.end());
    try {
      for (const name of names) process.env[name] = server.url;
      await createFetcher({ allowLoopback: true })(target.url, { accept });
    } finally {
      for (const [index, name] of names.entries()) {
        if (saved[index] === undefined) delete process.env[name];
        else process.env[name] = saved[index];
      }
      await target.stop();
    }
    untouched();
  });
});
