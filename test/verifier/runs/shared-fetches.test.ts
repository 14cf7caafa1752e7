import { describe, expect, it } from "vitest";
import type { FetchDocument, FetchedDocument } from "../../../core/fetch-document.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { createSharedFetches } from "../../../verifier/runs/shared-fetches.ts";
import { statusAddresses } from "../../../verifier/runs/status-addresses.ts";

const url = "https://issuer.example/list";
const asked = { key: "k", url, accept: "application/vc" };
const soon = () => performance.now() + 1_000;

/** A web whose answers come when they are told to. */
function slowWeb() {
  const waiting: ((answer: FetchedDocument | Problem) => void)[] = [];
  const fetchDocument: FetchDocument = () =>
    new Promise((resolve, reject) => {
      waiting.push((answer) => (answer instanceof Problem ? reject(answer) : resolve(answer)));
    });
  return {
    fetchDocument,
    get asked() {
      return waiting.length;
    },
    answer: (text: string) =>
      waiting.shift()?.({ status: 200, body: new TextEncoder().encode(text), contentType: "" }),
    fail: () => waiting.shift()?.(new Problem("FETCH_FAILED", "No")),
  };
}

describe("what verifications fetch together", () => {
  it("is fetched once for those that need it at the same time, and again for who comes later", async () => {
    const web = slowWeb();
    const fetches = createSharedFetches(web.fetchDocument);
    const both = Promise.all([fetches.fetch([asked], soon()), fetches.fetch([asked], soon())]);
    expect(web.asked).toBe(1);
    web.answer("one");
    const [one, other] = await both;
    expect(one).toEqual(other);
    const later = fetches.fetch([asked], soon());
    expect(web.asked).toBe(1);
    web.answer("two");
    expect(await later).not.toEqual(one);
  });

  it("serves those that waited when it began to be fetched, and nobody who came after that (a revocation is seen at once)", async () => {
    const web = slowWeb();
    const fetches = createSharedFetches(web.fetchDocument);
    const before = performance.now();
    const fetching = fetches.fetch([asked], soon());
    const after = performance.now() + 0.001;
    expect(fetches.foundSince(before, [url])).toEqual([]);
    web.answer("one");
    const fetched = await fetching;
    await new Promise(setImmediate);
    expect(fetches.foundSince(before, [url])).toEqual(fetched);
    expect(fetches.foundSince(after, [url])).toEqual([]);
    expect(fetches.foundSince(before, ["https://issuer.example/other"])).toEqual([]);
  });

  it("can be waited for by address, until others can find it; and whoever asks in the meantime shares it", async () => {
    const web = slowWeb();
    const fetches = createSharedFetches(web.fetchDocument);
    const before = performance.now();
    expect(fetches.landing([url], soon())).toBeUndefined();
    fetches.begin([asked]);
    expect(fetches.landing(["https://issuer.example/other"], soon())).toBeUndefined();
    const landing = fetches.landing(["https://issuer.example/other", url], soon());
    expect(landing).toBeDefined();
    const fetching = fetches.fetch([asked], soon());
    expect(web.asked).toBe(1);
    web.answer("one");
    await landing;
    expect(fetches.foundSince(before, [url])).toEqual(await fetching);
    expect(fetches.landing([url], soon())).toBeUndefined();
  });

  it("is waited for until the deadline and no longer, however slowly somebody answers", async () => {
    const web = slowWeb();
    const fetches = createSharedFetches(web.fetchDocument);
    fetches.begin([asked]);
    await fetches.landing([url], performance.now() + 5);
    expect(fetches.foundSince(0, [url])).toEqual([]);
    expect(fetches.landing([url], performance.now())).toBeUndefined();
    web.answer("one");
  });

  it("is an outcome also when it fails, or is not there in time", async () => {
    const web = slowWeb();
    const fetches = createSharedFetches(web.fetchDocument);
    const failing = fetches.fetch([asked], soon());
    web.fail();
    expect(await failing).toEqual([["k", { code: "FETCH_FAILED", message: "No" }]]);
    const late = await fetches.fetch([asked], performance.now());
    expect(late).toMatchObject([
      ["k", { code: "FETCH_FAILED", message: expect.stringContaining("no time") }],
    ]);
    web.answer("one");
  });

  it("keeps few answers and no large ones for others", async () => {
    const fetches = createSharedFetches(async (address) => ({
      status: 200,
      body: new Uint8Array(address === url ? 128 * 1024 + 1 : 1),
      contentType: "",
    }));
    const urls = Array.from({ length: 80 }, (_, number) => `${url}/${number}`);
    const before = performance.now();
    await fetches.fetch([asked, ...urls.map((one) => ({ ...asked, key: one, url: one }))], soon());
    await new Promise(setImmediate);
    expect(fetches.foundSince(before, [url])).toEqual([]);
    expect(fetches.foundSince(before, urls).map(([key]) => key)).toEqual(urls.slice(-64));
  });

  it("tells whoever asked of a bug in the fetcher", async () => {
    const fetches = createSharedFetches(async () => {
      throw new TypeError("a bug");
    });
    await expect(fetches.fetch([asked], soon())).rejects.toThrow("a bug");
  });
});

describe("the addresses of status lists that a document seems to name", () => {
  const entry = (address: unknown) => ({ statusListCredential: address }) as never;
  it.each([
    ["a JWT", "a.b.c", []],
    ["no status", {}, []],
    ["an entry", { credentialStatus: entry(url) }, [url]],
    ["several, one twice", { credentialStatus: [entry(url), entry("x"), entry(url)] }, [url, "x"]],
    ["entries of any shape", { credentialStatus: [null, 1, "x", [entry(url)], entry(1), entry([url])] }, []],
    [
      "those of presented credentials",
      { verifiableCredential: [{ credentialStatus: entry(url) }, "a.b.c"] },
      [url],
    ],
    ["too many", { credentialStatus: Array.from({ length: 20 }, (_, n) => entry(`${n}`)) }, [..."01234567"]],
  ])("are found, and few: %s", (_name, document, addresses) => {
    expect(statusAddresses(document)).toEqual(addresses);
  });
});
