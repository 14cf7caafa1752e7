import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parts } from "../../bench/parts.ts";
import { markersOf, replaceGeneratedPart } from "../../bench/report/generated-part.ts";
import { describeMachine } from "../../bench/report/machine.ts";
import { median, quantile, rounded } from "../../bench/report/statistics.ts";
import { formatTable } from "../../bench/report/table.ts";

const root = resolve(import.meta.dirname, "../..");
const [begin, end] = markersOf("http");

describe("the numbers of a benchmark", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 3],
    [[10, 9], 10],
    [[7], 7],
    [[], Number.NaN],
  ])("have a median: of %j it is %d", (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it.each([
    [0, 1],
    [0.5, 51],
    [0.99, 100],
    [1, 100],
  ])("have quantiles: below %d of 1 to 100 lies %d", (share, value) => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(quantile(values, share)).toBe(value);
    expect(values[0]).toBe(100);
  });

  it.each([
    [12_345.6, "12,346"],
    [123.4, "123"],
    [12.34, "12.3"],
    [1.234, "1.23"],
    [0.1234, "0.12"],
    [0, "0"],
    [Number.NaN, "-"],
    [Number.POSITIVE_INFINITY, "-"],
  ])("are told with what they are good for: %d as %s", (value, text) => {
    expect(rounded(value)).toBe(text);
  });

  it("stand in a table that reads well as text and as Markdown", () => {
    const table = {
      caption: "Times.",
      columns: ["", "µs"],
      rows: [
        ["a", "1,000"],
        ["longer", "2"],
      ],
    };
    expect(formatTable(table).split("\n")).toEqual([
      "Times.",
      "",
      "|        |    µs |",
      "| ------ | ----: |",
      "| a      | 1,000 |",
      "| longer |     2 |",
    ]);
  });
});

describe("the generated parts of docs/performance.md", () => {
  it("are replaced, and what people wrote around them stays", () => {
    const text = `before\n${begin}\nold\n${end}\nafter\n`;
    expect(replaceGeneratedPart(text, "http", "new $& $1")).toBe(
      `before\n${begin}\n\nnew $& $1\n\n${end}\nafter\n`,
    );
  });

  it.each([
    ["no marker", "text"],
    ["no end", `${begin}\n`],
    ["no beginning", `${end}\n`],
    ["the end first", `${end}\n${begin}\n`],
    ["two beginnings", `${begin}${begin}${end}`],
    ["two ends", `${begin}${end}${end}`],
    ["a part within the part", `${begin}${begin}${end}${end}`],
  ])("are not guessed: %s is an error", (_, text) => {
    expect(() => replaceGeneratedPart(text, "http", "new")).toThrow(TypeError);
  });

  it.each(parts)("have a place for each benchmark: $name", ({ name }) => {
    const text = readFileSync(join(root, "docs/performance.md"), "utf8");
    expect(replaceGeneratedPart(text, name, "new")).toContain("new");
    expect(existsSync(join(root, `bench/${name}.ts`))).toBe(true);
  });

  it("name the machine and the day, and not whose it was", () => {
    const machine = { processor: "A Processor", cores: 2, memoryGibibytes: 24, node: "20.20.2" };
    expect(describeMachine(machine, new Date("2026-11-29T23:59:00Z"))).toBe(
      "2 cores (A Processor), 24 GiB, Node 20.20.2, 2026-11-29.",
    );
  });
});
