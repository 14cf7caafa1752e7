import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { type ClaimPath, claimsAt } from "../../../core/openid/claim-path.ts";
import { matchDcql, parseDcqlQuery } from "../../../core/openid/dcql.ts";
import { workMilliseconds } from "../../support/work-time.ts";

const credential: JsonObject = {
  name: "Mika",
  nothing: null,
  skills: [{ name: "charts" }, { level: 2 }, { name: "maps" }],
  mixed: [{ name: "charts" }, "maps"],
};

describe("a claim's path (OpenID4VP 1.0, 7.1)", () => {
  it.each<[string, ClaimPath, JsonValue[]]>([
    ["a member", ["name"], ["Mika"]],
    ["no member that is not there", ["role"], []],
    ["nothing where null stands", ["nothing"], []],
    ["a member of every entry that has it", ["skills", null, "name"], ["charts", "maps"]],
    ["an entry by its position", ["skills", 2, "name"], ["maps"]],
    ["no entry beyond the end", ["skills", 3], []],
    ["nothing when an entry is of another kind", ["mixed", null, "name"], []],
    ["nothing in a text by name, position or null", ["name", "length"], []],
    ["no letter of a text", ["name", 0], []],
    ["nothing in a list by name", ["skills", "length"], []],
    ["nothing in an object by null", [null], []],
    ["nothing in an object by position", [0], []],
    ["nothing that JavaScript objects inherit", ["toString"], []],
    ["no prototype", ["__proto__", "constructor"], []],
  ])("leads to %s", (_, path, found) => {
    expect(claimsAt(credential, path).map(({ value }) => value)).toEqual(found);
  });

  it("finds a value of the same type only (6.3)", () => {
    const asking = (values: JsonValue[]) => ({
      credentials: [
        {
          id: "a",
          format: "ldp_vc",
          meta: { type_values: [["T"]] },
          claims: [{ path: ["skills", null, "level"], values }],
        },
      ],
    });
    const held = { id: "held", format: "ldp_vc" as const, types: ["T"], content: credential };
    const found = (values: JsonValue[]) =>
      matchDcql(parseDcqlQuery(asking(values)), [held]).credentials.get("a");
    expect([found([2]), found(["2"]), found([true])]).toEqual([["held"], [], []]);
  });

  it("costs no more with many values, claim sets and entries than a person would wait", () => {
    const path = ["list", null, "list", null, "name"];
    const claims = Array.from({ length: 40 }, (_, index) => ({
      id: `c${index}`,
      path,
      values: Array.from({ length: 100 }, (_, value) => `value ${value}`),
    }));
    const sets = Array.from({ length: 20 }, () => claims.map(({ id }) => id));
    const names = Array.from({ length: 30 }, (_, index) => ({ name: `name ${index}` }));
    const content = { list: Array.from({ length: 30 }, () => ({ list: names })) };
    const query = {
      credentials: [{ id: "a", format: "ldp_vc", meta: { type_values: [["T"]] }, claims, claim_sets: sets }],
    };
    const parsed = parseDcqlQuery(query);
    const started = workMilliseconds();
    matchDcql(parsed, [{ id: "held", format: "ldp_vc", types: ["T"], content }]);
    expect(workMilliseconds() - started).toBeLessThan(1000);
  });
});
