import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WorkSummary } from "../../../core/credential/micro-internship/work-summary.ts";
import { type CountedWork, sumWork } from "../../../core/portfolio/sum-work.ts";

type Result = WorkSummary["results"][number];

const hours = (value: string): Result => ({ name: "Effort", value, type: "ext:EstimatedHours" });
const score = (value: string, scale = "1 to 5", name = "Rating"): Result => ({
  name,
  value,
  scale,
  type: "RawScore",
});
const work = (position: number, changes: Partial<WorkSummary> = {}, issuer = "did:web:a"): CountedWork => ({
  position,
  issuer,
  work: { title: `Work ${position}`, results: [], skills: [], evidence: [], ...changes },
});
const withResults = (...results: Result[][]) =>
  sumWork(results.map((one, index) => work(index + 1, { results: one })));

describe("the sums of a portfolio", () => {
  it("add up hours, and name what they are made of", () => {
    expect(withResults([hours("30")], [], [hours("12.5")]).hours).toEqual({
      total: 42.5,
      parts: [
        { position: 1, hours: 30 },
        { position: 3, hours: 12.5 },
      ],
    });
    expect(withResults([hours("0.1")], [hours("0.2")]).hours.total).toBe(0.3);
  });

  it.each([
    ["negative", "-30"],
    ["in scientific notation", "1e6"],
    ["hexadecimal", "0x1F"],
    ["infinite", "Infinity"],
    ["not a number", "NaN"],
    ["with a unit", "30 hours"],
    ["with a comma", "30,5"],
    ["with a blank", " 30"],
    ["with a leading zero", "030"],
    ["beyond all hours", "99999999"],
    ["in other digits", "\u0663\u0660"],
    ["two values of one result in the graph", "30 / 40"],
    ["empty", ""],
  ])("leave out hours that are %s, and say so", (_what, value) => {
    const sums = withResults([hours(value)], [hours("5")]);
    expect(sums.hours).toEqual({ total: 5, parts: [{ position: 2, hours: 5 }] });
    expect(sums.notCounted).toEqual([{ position: 1, name: "Effort", value }]);
  });

  it("leave out hours that one credential states twice", () => {
    const sums = withResults([hours("30"), hours("30")]);
    expect([sums.hours.total, sums.notCounted.length]).toEqual([0, 2]);
  });

  it("average only scores of one name on one scale", () => {
    const { averages } = withResults(
      [score("4")],
      [score("5")],
      [score("90", "0 to 100")],
      [score("3", "1 to 5", "Speed")],
    );
    expect(averages.map(({ name, scale, average, parts }) => [name, scale, average, parts.length])).toEqual([
      ["Rating", "1 to 5", 4.5, 2],
      ["Rating", "0 to 100", 90, 1],
      ["Speed", "1 to 5", 3, 1],
    ]);
  });

  it.each([
    ["above its scale", score("6")],
    ["below its scale", score("0")],
    ["on a scale that is none", score("4", "low to high")],
    ["on a scale of three ends", score("4", "1 to 5 to 9")],
    ["on a scale stated twice", score("4", "1 / 2 to 5")],
    ["on a scale turned around", score("4", "5 to 1")],
    ["no number", score("good")],
  ])("leave out a score that is %s, and say so", (_what, result) => {
    const { averages, notCounted } = withResults([result]);
    expect([averages, notCounted.length]).toEqual([[], 1]);
  });

  it("count a skill once for each credential, by framework and code, address or name", () => {
    const esco = { name: "data visualisation", framework: "ESCO", url: "http://data.europa.eu/esco/skill/1" };
    const coded = {
      name: "Critical Thinking",
      framework: "O*NET",
      code: "2.A.2.a",
      url: "https://a.example",
    };
    const { skills } = sumWork([
      work(1, { skills: [esco, esco, { name: "Python" }] }),
      work(2, {
        skills: [
          { ...esco, name: "Datenvisualisierung" },
          { ...coded, url: "https://b.example" },
        ],
      }),
      work(3, { skills: [{ name: "python" }, coded, { ...esco, framework: "Other" }] }),
    ]);
    expect(skills.map(({ name, framework, positions }) => [name, framework, positions])).toEqual([
      ["Critical Thinking", "O*NET", [2, 3]],
      ["Python", undefined, [1, 3]],
      ["data visualisation", "ESCO", [1, 2]],
      ["data visualisation", "Other", [3]],
    ]);
  });

  it("tell of every other result which value how often", () => {
    const paid = (value: string): Result => ({ name: "Paid fairly", value, type: "ext:FairCompensation" });
    const { levels } = withResults([paid("yes")], [paid("no"), paid("no")], [paid("yes")]);
    expect(levels).toEqual([
      {
        name: "Paid fairly",
        values: [
          { value: "yes", positions: [1, 3] },
          { value: "no", positions: [2] },
        ],
      },
    ]);
  });

  it("count issuers by DID, not by name", () => {
    expect(sumWork([work(1), work(2), work(3, {}, "did:web:b")]).employers).toBe(2);
  });

  it("can be computed again from the parts that they name, whatever the credentials say", () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer({ min: -5, max: 200 }).map(String),
      fc.constantFrom("1.25", "30"),
    );
    const result = fc.record({
      name: fc.constantFrom("Effort", "Rating"),
      value,
      type: fc.constantFrom("ext:EstimatedHours", "RawScore"),
    });
    const scaled = fc.record({
      name: fc.constantFrom("Rating"),
      value,
      scale: fc.constantFrom("1 to 5", "x", "0 to 100"),
      type: fc.constant("RawScore"),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.oneof(result, scaled), { maxLength: 4 }), { maxLength: 6 }),
        (results) => {
          const { hours: sum, averages } = withResults(...results);
          expect(sum.total).toBeCloseTo(
            sum.parts.reduce((total, part) => total + part.hours, 0),
            2,
          );
          for (const { average, parts } of averages) {
            const values = parts.map((part) => part.value);
            expect(average).toBeCloseTo(values.reduce((total, part) => total + part, 0) / values.length, 1);
          }
          for (const { position, hours: stated } of sum.parts)
            expect(results[position - 1]?.some((one) => Number(one.value) === stated)).toBe(true);
        },
      ),
    );
  });
});
