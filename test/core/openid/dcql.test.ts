import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { type DcqlCandidate, isSatisfiedBy, matchDcql, parseDcqlQuery } from "../../../core/openid/dcql.ts";

const openBadge = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential";

const badge: DcqlCandidate = {
  id: "badge",
  format: "ldp_vc",
  types: ["https://www.w3.org/2018/credentials#VerifiableCredential", openBadge],
  content: {
    issuer: { id: "did:web:harbour.example" },
    credentialSubject: { role: "Data intern", result: [{ value: "4" }, { value: "Strong" }] },
  },
};
const jwtBadge: DcqlCandidate = { ...badge, id: "jwt-badge", format: "jwt_vc_json" };

function asking(changes: JsonObject = {}): JsonObject {
  return { id: "work", format: "ldp_vc", meta: { type_values: [[openBadge]] }, ...changes };
}

function matched(query: JsonObject, candidates: DcqlCandidate[] = [badge, jwtBadge]): string[] | undefined {
  return matchDcql(parseDcqlQuery({ credentials: [query] }), candidates).credentials.get("work");
}

describe("a DCQL query", () => {
  it.each<[string, JsonObject, string[]]>([
    ["a type and a format", {}, ["badge"]],
    ["the other format", { format: "jwt_vc_json" }, ["jwt-badge"]],
    ["a claim that is there", { claims: [{ path: ["credentialSubject", "role"] }] }, ["badge"]],
    ["a claim that is not there", { claims: [{ path: ["credentialSubject", "wage"] }] }, []],
    ["the issuer", { claims: [{ path: ["issuer", "id"], values: ["did:web:harbour.example"] }] }, ["badge"]],
    [
      "another issuer",
      { claims: [{ path: ["issuer", "id"], values: ["did:web:harbour.example.evil"] }] },
      [],
    ],
    [
      "any entry of a list",
      { claims: [{ path: ["credentialSubject", "result", null, "value"], values: ["Strong"] }] },
      ["badge"],
    ],
    [
      "the entry at an index",
      { claims: [{ path: ["credentialSubject", "result", 0, "value"], values: ["Strong"] }] },
      [],
    ],
    [
      "the first claim set that is there",
      {
        claims: [
          { id: "a", path: ["nothing"] },
          { id: "b", path: ["issuer"] },
        ],
        claim_sets: [["a"], ["b"]],
      },
      ["badge"],
    ],
    ["a type that is a prefix of the real one", { meta: { type_values: [[openBadge.slice(0, -1)]] } }, []],
    [
      "one of two sets of types",
      { meta: { type_values: [["https://other.example/T"], [openBadge]] } },
      ["badge"],
    ],
    ["a format that is not known here", { format: "dc+sd-jwt", meta: { vct_values: ["x"] } }, []],
    [
      "an authority, of which our credentials name none",
      { trusted_authorities: [{ type: "aki", values: ["s9tIpPmhxdiuNkHMEWNpYim8S8Y"] }] },
      [],
    ],
    ["a name that every JavaScript object inherits", { claims: [{ path: ["constructor"] }] }, []],
    ["the prototype", { claims: [{ path: ["__proto__", "polluted"] }] }, []],
  ])("asks for %s", (_, changes, found) => {
    expect(matched(asking(changes))).toEqual(found);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it("gives every match, in the order of the candidates", () => {
    expect(matched(asking(), [badge, { ...badge, id: "second" }])).toEqual(["badge", "second"]);
  });

  it("needs every credential when there are no sets (6.4.2)", () => {
    const query = parseDcqlQuery({ credentials: [asking(), asking({ id: "other", format: "dc+sd-jwt" })] });
    expect(matchDcql(query, [badge]).satisfiable).toBe(false);
    expect(isSatisfiedBy(query, ["work"])).toBe(false);
    expect(isSatisfiedBy(query, ["work", "other"])).toBe(true);
  });

  it("needs one option of each required set, and no optional one (6.4.2)", () => {
    const query = parseDcqlQuery({
      credentials: [
        asking(),
        asking({ id: "jwt", format: "jwt_vc_json" }),
        asking({ id: "id", meta: { type_values: [["x"]] } }),
      ],
      credential_sets: [{ options: [["work"], ["jwt"]] }, { options: [["id"]], required: false }],
    });
    expect(matchDcql(query, [jwtBadge])).toEqual({
      satisfiable: true,
      credentials: new Map([
        ["work", []],
        ["jwt", ["jwt-badge"]],
        ["id", []],
      ]),
    });
    expect(matchDcql(query, []).satisfiable).toBe(false);
  });

  it("needs a proof of who holds it unless it says otherwise (6.1)", () => {
    const { queries } = parseDcqlQuery({
      credentials: [
        asking(),
        asking({ id: "b", require_cryptographic_holder_binding: false, multiple: true }),
      ],
    });
    expect(queries).toEqual([
      { id: "work", format: "ldp_vc", multiple: false, requireHolderBinding: true },
      { id: "b", format: "ldp_vc", multiple: true, requireHolderBinding: false },
    ]);
  });

  it.each<[string, JsonValue]>([
    ["is no object", []],
    ["asks for nothing", { credentials: [] }],
    ["asks for a word", { credentials: ["work"] }],
    ["gives a query no id", { credentials: [asking({ id: "" })] }],
    ["gives a query an id with other characters", { credentials: [asking({ id: "a b" })] }],
    ["uses an id twice", { credentials: [asking(), asking()] }],
    ["names no format", { credentials: [asking({ format: "" })] }],
    ["has no meta", { credentials: [{ id: "work", format: "ldp_vc" }] }],
    ["names no types", { credentials: [asking({ meta: {} })] }],
    ["has a flag that is a text", { credentials: [asking({ multiple: "yes" })] }],
    ["has claim sets without claims", { credentials: [asking({ claim_sets: [["a"]] })] }],
    [
      "names a claim that is not there",
      { credentials: [asking({ claims: [{ id: "a", path: ["x"] }], claim_sets: [["b"]] })] },
    ],
    [
      "uses a claim's id twice",
      {
        credentials: [
          asking({
            claims: [
              { id: "a", path: ["x"] },
              { id: "a", path: ["y"] },
            ],
          }),
        ],
      },
    ],
    ["has an empty path", { credentials: [asking({ claims: [{ path: [] }] })] }],
    ["has a path with a negative index", { credentials: [asking({ claims: [{ path: ["x", -1] }] })] }],
    ["has no values to choose from", { credentials: [asking({ claims: [{ path: ["x"], values: [] }] })] }],
    ["has a fraction as a value", { credentials: [asking({ claims: [{ path: ["x"], values: [0.5] }] })] }],
    ["has a set that anything satisfies", { credentials: [asking()], credential_sets: [{ options: [[]] }] }],
    ["has a set without options", { credentials: [asking()], credential_sets: [{ options: [] }] }],
    [
      "has a set of an unknown query",
      { credentials: [asking()], credential_sets: [{ options: [["other"]] }] },
    ],
    [
      "asks for more than anybody can read",
      { credentials: Array.from({ length: 21 }, (_, index) => asking({ id: `q${index}` })) },
    ],
    [
      "has a path longer than any credential is deep",
      { credentials: [asking({ claims: [{ path: Array(17).fill("x") }] })] },
    ],
  ])("is refused as invalid_request when it %s", (_, json) => {
    expect(() => parseDcqlQuery(json)).toThrow(expect.objectContaining({ error: "invalid_request" }));
  });
});
