import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { matchDcql, parseDcqlQuery } from "../../../core/openid/dcql.ts";
import { dcqlAnswers } from "../../../core/openid/dcql-answers.ts";

const type = "https://a.example/T";
const held = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    format: "ldp_vc" as const,
    types: [type],
    content: {},
  }));
const asking = (id: string, types = [type]) => ({ id, format: "ldp_vc", meta: { type_values: [types] } });

function answers(query: JsonObject, count: number): Record<string, string>[] {
  const parsed = parseDcqlQuery(query);
  return dcqlAnswers(parsed, matchDcql(parsed, held(count))).map((answer) => Object.fromEntries(answer));
}

describe("the ways to answer a query (OpenID4VP 1.0, 6.4.2)", () => {
  it("are one for each credential that fits", () => {
    expect(answers({ credentials: [asking("a")] }, 2)).toEqual([{ a: "c0" }, { a: "c1" }]);
  });

  it("are one for each combination when several are asked for", () => {
    expect(answers({ credentials: [asking("a"), asking("b")] }, 2)).toHaveLength(4);
  });

  it("are none when a part cannot be answered", () => {
    expect(answers({ credentials: [asking("a"), asking("b", ["x"])] }, 1)).toEqual([]);
    expect(answers({ credentials: [asking("a")] }, 0)).toEqual([]);
  });

  it("follow the asker's preference, and leave out what is optional", () => {
    const credentials = [asking("a"), asking("b"), asking("none", ["x"]), asking("more")];
    const sets = [{ options: [["none"], ["b"], ["a", "b"]] }, { options: [["more"]], required: false }];
    expect(answers({ credentials, credential_sets: sets }, 1)).toEqual([{ b: "c0" }, { a: "c0", b: "c0" }]);
  });

  it("are each told once", () => {
    const sets = [{ options: [["a"]] }, { options: [["a"]] }];
    expect(answers({ credentials: [asking("a")], credential_sets: sets }, 1)).toEqual([{ a: "c0" }]);
  });

  it("are found behind many options that cannot be answered", () => {
    const credentials = [
      ...Array.from({ length: 10 }, (_, index) => asking(`n${index}`, ["x"])),
      asking("a"),
    ];
    const options = credentials.map(({ id }) => [id]);
    expect(answers({ credentials, credential_sets: [{ options }, { options }] }, 1)).toEqual([{ a: "c0" }]);
  });

  it("are never more than a person reads, however they multiply", () => {
    const credentials = Array.from({ length: 20 }, (_, index) => asking(`q${index}`));
    expect(answers({ credentials }, 9)).toHaveLength(30);
  });

  it("are none when only optional things are asked for", () => {
    const sets = [{ options: [["a"]], required: false }];
    expect(answers({ credentials: [asking("a")], credential_sets: sets }, 1)).toEqual([]);
  });
});
