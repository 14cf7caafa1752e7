import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FetchDocument } from "../../../core/fetch-document.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { createSharedFetches } from "../../../verifier/runs/shared-fetches.ts";

const url = "https://issuer.example/list";
const asked = { key: "k", url, accept: "application/vc" };
const documentOf = (size: number) => ({ status: 200, body: new Uint8Array(size), contentType: "" });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A web that takes so long for each answer; the first ones are so large. */
function webThatTakes(milliseconds: number, ...sizes: number[]): FetchDocument {
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return documentOf(sizes.shift() ?? 1);
  };
}

/** What somebody is told of what was asked for while so much time passes. */
async function within<Result>(milliseconds: number, asking: Promise<Result>): Promise<Result | "waiting"> {
  const waiting = Symbol();
  let settled: Result | typeof waiting = waiting;
  void asking.then((result) => {
    settled = result;
  });
  await vi.advanceTimersByTimeAsync(milliseconds);
  return settled === waiting ? "waiting" : settled;
}

describe("a document that is fetched for a verification", () => {
  it("is waited for until the deadline and no longer, and nothing waits after that", async () => {
    await vi.advanceTimersByTimeAsync(5_000);
    const fetches = createSharedFetches(webThatTakes(1_000));
    const deadline = performance.now() + 900;
    const asking = fetches.fetch([asked], deadline);
    expect(await within(899, asking)).toBe("waiting");
    expect(await within(1, asking)).toMatchObject([["k", { code: "FETCH_FAILED" }]]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await within(1_000, fetches.fetch([asked], performance.now() + 1_001))).toEqual([
      ["k", documentOf(1)],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("has failed at once where the deadline is over, though others still get it", async () => {
    await vi.advanceTimersByTimeAsync(5_000);
    const fetches = createSharedFetches(webThatTakes(10));
    const early = fetches.fetch([asked], performance.now() + 100);
    expect(await within(0, fetches.fetch([asked], performance.now() - 1))).toMatchObject([
      ["k", { code: "FETCH_FAILED" }],
    ]);
    expect(await within(10, early)).toEqual([["k", documentOf(1)]]);
  });

  it("may be as large as was asked for, and no larger", async () => {
    const limits: unknown[] = [];
    const fetches = createSharedFetches(async (_url, options) => {
      limits.push(options);
      return documentOf(1);
    });
    const { accept } = asked;
    await fetches.fetch([asked, { ...asked, key: "l", maxBytes: 9 }], performance.now() + 1);
    expect(limits).toEqual([{ accept }, { accept, maxBytes: 9 }]);
  });
});

describe("what was fetched for others", () => {
  it("is as new as what is asked for now when both begin in the same moment, and not when it began before", async () => {
    await vi.advanceTimersByTimeAsync(5_000);
    const began = performance.now();
    const fetches = createSharedFetches(webThatTakes(10));
    await within(10, fetches.fetch([asked], began + 100));
    expect(fetches.foundSince(began, [url])).toEqual([["k", documentOf(1)]]);
    expect(fetches.foundSince(began + 0.001, [url])).toEqual([]);
  });

  it.each([
    ["as large as may be kept", 128 * 1024, [128 * 1024]],
    ["too large to be kept, also in place of a smaller one", 128 * 1024 + 1, []],
  ])("is kept in memory, %s", async (_name, size, kept) => {
    const fetches = createSharedFetches(webThatTakes(0, 1, size));
    for (let time = 0; time < 2; time += 1) await within(1, fetches.fetch([asked], performance.now() + 100));
    const found = fetches.foundSince(0, [url]).map(([, outcome]) => "body" in outcome && outcome.body.length);
    expect(found).toEqual(kept);
  });

  it("is kept also when it failed", async () => {
    const fetches = createSharedFetches(async () => {
      throw new Problem("CONTENT_TOO_LARGE", "No");
    });
    const fetched = await within(1, fetches.fetch([asked], performance.now() + 100));
    expect(fetched).toEqual([["k", { code: "CONTENT_TOO_LARGE", message: "No" }]]);
    expect(fetches.foundSince(0, [url])).toEqual(fetched);
  });

  it("is forgotten when 64 others were fetched after it, counted from when it was fetched last", async () => {
    const fetches = createSharedFetches(webThatTakes(0));
    const fetchAt = (address: string) =>
      within(1, fetches.fetch([{ ...asked, key: address, url: address }], performance.now() + 100));
    await fetchAt("often");
    for (let number = 0; number < 63; number += 1) await fetchAt(`once/${number}`);
    await fetchAt("often");
    await fetchAt("one more");
    const found = fetches.foundSince(0, ["often", "once/0", "once/1"]);
    expect(found.map(([key]) => key)).toEqual(["once/1", "often"]);
  });
});
