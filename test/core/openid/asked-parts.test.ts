import { describe, expect, it } from "vitest";
import type { Part } from "../../../core/credential/micro-internship/parts/part.ts";
import { placesIn } from "../../../core/credential/micro-internship/parts/places.ts";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { partsAskedFor } from "../../../core/openid/asked-parts.ts";
import { conditionOf } from "../../../core/openid/credential-condition.ts";
import { tellingCredential } from "../../support/telling-work.ts";
import { workMilliseconds } from "../../support/work-time.ts";

const whole = tellingCredential();
const places = placesIn(whole);
const subject = "credentialSubject";
const claim = (path: JsonValue[], more: JsonObject = {}): JsonObject => ({ path, ...more });
const conditionFor = (claims: JsonObject[], claim_sets?: JsonValue) =>
  conditionOf({
    format: "ldp_vc",
    meta: { type_values: [] },
    claims,
    ...(claim_sets !== undefined && { claim_sets }),
  });
const askedFor = (claims: JsonObject[], claimSets?: JsonValue, among = places) =>
  partsAskedFor(whole, conditionFor(claims, claimSets), among);

describe("the parts that a query asks for (OpenID4VP 1.0, 6.3)", () => {
  it.each<[string, JsonObject[], Part[]]>([
    ["nothing", [], []],
    ["a member", [claim([subject, "role"])], ["role"]],
    ["what lies inside a part", [claim(["evidence", 0, "name"])], ["evidence"]],
    ["a whole object: every part in it", [claim(["issuer"])], ["employer", "contact"]],
    [
      "an entry by its value",
      [claim([subject, "result", null, "status"], { values: ["Completed"] })],
      ["completion"],
    ],
    [
      "any of several entries: the one that needs least",
      [claim([subject, "result", null, "value"])],
      ["hours"],
    ],
    ["several things", [claim(["name"]), claim([subject, "source", "name"])], ["title", "university"]],
    ["an identifier, which nobody can leave out", [claim([subject, "id"])], []],
  ])("are for %s: %#", (_, claims, parts) => {
    expect(askedFor(claims)).toEqual([parts]);
  });

  it("are told for each way to answer that is open, in the asker's order (6.4.1)", () => {
    const claims = [
      claim([subject, "role"], { id: "role" }),
      claim(["issuer"], { id: "issuer" }),
      claim([subject, "wage"], { id: "wage" }),
    ];
    expect(askedFor(claims, [["wage"], ["issuer"], ["role"]])).toEqual([["employer", "contact"], ["role"]]);
  });

  it("are only those among the places in question: of what is left out, nothing when another way is left", () => {
    const leftOut = places.filter(({ part }) => part === "role");
    const claims = [claim([subject, "role"], { id: "role" }), claim(["name"], { id: "title" })];
    expect(askedFor(claims, [["role"], ["title"]], leftOut)).toEqual([["role"], []]);
    expect(askedFor(claims, undefined, leftOut)).toEqual([["role"]]);
    expect(askedFor([claim(["name"])], undefined, leftOut)).toEqual([[]]);
  });

  it("cost no more to find in a large credential than a person would wait", () => {
    const result = Array.from({ length: 200 }, (_, index) => ({ value: String(index), status: "Completed" }));
    const large = {
      ...whole,
      credentialSubject: Array.from({ length: 40 }, () => ({ result })),
    } as JsonObject;
    const claims = Array.from({ length: 40 }, () => claim([subject, null, "result", null, "status"]));
    const started = workMilliseconds();
    partsAskedFor(large, conditionFor(claims), placesIn(large));
    expect(workMilliseconds() - started).toBeLessThan(3_000);
  });
});
