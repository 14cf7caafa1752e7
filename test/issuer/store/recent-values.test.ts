import { expect, test } from "vitest";
import { createRecentValues } from "../../../issuer/store/recent-values.ts";

test("recent values are those that were read, as they were written last; that there is none is known too", () => {
  const recent = createRecentValues(100_000);
  expect(recent.find("a")).toBeUndefined();
  recent.keep("a", "1");
  recent.keep("b", null);
  recent.update(
    new Map([
      ["a", "2"],
      ["b", "3"],
      ["c", "4"],
    ]),
  );
  expect(["a", "b", "c"].map(recent.find)).toEqual(["2", "3", undefined]);
  recent.update(new Map([["a", null]]));
  expect(recent.find("a")).toBeNull();
});

test("a value that grew too long is forgotten, not kept as it was", () => {
  const recent = createRecentValues(100_000);
  recent.keep("a", "short");
  recent.update(new Map([["a", "x".repeat(2_001)]]));
  expect(recent.find("a")).toBeUndefined();
});

test("what is asked for again and again stays, what is not is forgotten, and memory is bounded", () => {
  const recent = createRecentValues(100_000);
  recent.keep("often", "here");
  for (let index = 0; index < 2_000; index++) {
    recent.keep(`once/${index}`, "x");
    if (index % 50 === 0) expect(recent.find("often")).toBe("here");
  }
  const kept = Array.from({ length: 2_000 }, (_, index) => recent.find(`once/${index}`)).filter(Boolean);
  expect(kept.length).toBeLessThanOrEqual(500);
  recent.update(new Map([["once/1", "changed"]]));
  expect(recent.find("once/1")).toBeUndefined();
});
