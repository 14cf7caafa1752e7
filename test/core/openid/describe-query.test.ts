import { describe, expect, test } from "vitest";
import { iris, openBadgesVocabulary } from "../../../core/credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../../../core/json/json-value.ts";
import { createDcqlQuery } from "../../../core/openid/dcql-query.ts";
import { describeDcqlQuery } from "../../../core/openid/describe-query.ts";
import { refusedTexts } from "../../support/hostile-text.ts";
import { employer, thief } from "../../support/world.ts";

const named = (did: string) => (did === employer.did ? "Harbour Analytics" : did.slice(0, 7));
const described = (query: JsonValue | undefined) => describeDcqlQuery(query, named);
const badge = (changes: JsonObject = {}): JsonObject => ({
  id: "work",
  format: "ldp_vc",
  meta: { type_values: [[iris.OpenBadgeCredential]] },
  ...changes,
});
/** What one credential query is called. */
const said = (changes: JsonObject = {}) => described({ credentials: [badge(changes)] }).parts[0]?.ways[0];
const achievement = ["credentialSubject", "achievement"];
const completed = { id: "c", path: ["credentialSubject", "result", null, "status"], values: ["Completed"] };
const issuer = (value: string) => ({ path: ["issuer"], values: [value] });

describe("a DCQL query in plain words", () => {
  test("says once what our verifier asks in two formats and at several places", () => {
    const query = createDcqlQuery({ issuers: [employer.did], skills: ["Go", "SQL"], format: "either" });
    expect(described(query)).toEqual({
      parts: [
        {
          isRequired: true,
          ways: [
            'A completed micro-internship (Open Badge), issued by Harbour Analytics, with the skill "Go" or "SQL"',
          ],
        },
      ],
      issuers: [employer.did],
    });
  });

  test.each<[string, JsonObject, string]>([
    ["no claim", {}, "An Open Badge (a micro-internship is one)"],
    ["that it is completed", { claims: [completed] }, "A completed micro-internship (Open Badge)"],
    [
      "another status",
      { claims: [{ ...completed, values: ["Completed", "Failed"] }] },
      'An Open Badge (a micro-internship is one), with the status "Completed" or "Failed"',
    ],
    [
      "one of two issuers",
      { claims: [completed, { path: ["issuer", "id"], values: [employer.did, thief.did] }] },
      "A completed micro-internship (Open Badge), issued by Harbour Analytics or did:key",
    ],
    [
      "an issuer that is no DID",
      { claims: [completed, issuer("https://acme.example/")] },
      'A completed micro-internship (Open Badge), issued by "https://acme.example/"',
    ],
    [
      "places with any value",
      {
        claims: [
          { path: ["issuer", "name"] },
          { path: [...achievement, "name"] },
          { path: [...achievement, "alignment", null, "targetName"] },
          { path: ["type"], values: ["OpenBadgeCredential"] },
        ],
      },
      'An Open Badge (a micro-internship is one), with its issuer\'s name, with a title, with a skill, of the type "OpenBadgeCredential"',
    ],
    [
      "places that are not known",
      { claims: [completed, { path: ["credentialSubject", "result", 0, "status"], values: [true, 4] }] },
      'A completed micro-internship (Open Badge), another detail: credentialSubject › result › 0 › status is "true" or "4"',
    ],
    [
      "a name that only looks like a place that is known",
      { claims: [{ path: ["issuer › id"], values: [employer.did] }] },
      'An Open Badge (a micro-internship is one), another detail: "issuer › id" is',
    ],
    [
      "one of several combinations (6.4.1)",
      {
        claims: [completed, { id: "t", ...issuer(employer.did) }, { id: "o", path: ["other"] }],
        claim_sets: [
          ["c", "t"],
          ["c", "o"],
        ],
      },
      "A completed micro-internship (Open Badge), either issued by Harbour Analytics or another detail: other",
    ],
    [
      "nothing more in one combination",
      { claims: [completed, { id: "o", path: ["other"] }], claim_sets: [["c", "o"], ["c"]] },
      "A completed micro-internship (Open Badge)",
    ],
    ["an authority", { trusted_authorities: [{}] }, "vouched for by an authority of their choice"],
  ])("with %s", (_, changes, expected) => {
    expect(said(changes)).toContain(expected);
  });

  test.each<[string, JsonObject, string]>([
    [
      "an Open Badge by another name",
      { type_values: [[`${openBadgesVocabulary}AchievementCredential`]] },
      "An Open Badge",
    ],
    [
      "another kind",
      { type_values: [["Diploma"], [iris.OpenBadgeCredential]] },
      'kind "Diploma" or Open Badge',
    ],
    [
      "a foreign type of the same name",
      { type_values: [["https://evil.example/OpenBadgeCredential"]] },
      'kind "https',
    ],
    ["every kind", { type_values: [["Diploma"], [iris.VerifiableCredential]] }, "Any credential"],
    ["no kind", {}, "Any credential"],
  ])("about %s", (_, meta, expected) => {
    expect(said({ meta })).toContain(expected);
  });

  test("says which format no W3C wallet has", () => {
    expect(said({ format: "mso_mdoc" })).toBe(
      'A credential in a form that this wallet does not know ("mso_mdoc")',
    );
  });

  test("keeps apart what is asked for together, instead and optionally (6.4.2)", () => {
    const diploma = badge({ id: "diploma", meta: { type_values: [["Diploma"]] } });
    const credentials = [badge(), diploma];
    const open = "An Open Badge (a micro-internship is one)";
    const other = 'A credential of the kind "Diploma"';
    expect(described({ credentials }).parts).toEqual([
      { isRequired: true, ways: [open] },
      { isRequired: true, ways: [other] },
    ]);
    const sets = [
      { options: [["work", "diploma"], ["work"], ["work"]] },
      { options: [["diploma"]], required: false },
    ];
    expect(described({ credentials, credential_sets: sets }).parts).toEqual([
      { isRequired: true, ways: [`${open}; together with: ${other}`, open] },
      { isRequired: false, ways: [other] },
    ]);
  });
});

describe("what a hostile asker writes", () => {
  test.each(refusedTexts)("is harmless in one line: %s", (_, text) => {
    for (const claim of [
      { path: [...achievement, "name"], values: [text] },
      { path: [text], values: [text] },
      issuer(text),
    ]) {
      const words = said({ claims: [claim], meta: { type_values: [[text]] } }) ?? "";
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
      expect(words).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e\u2066\u{e0041}]/u);
      expect(words.length).toBeLessThan(400);
    }
  });

  test("cannot pass for our words", () => {
    const words = said({ claims: [{ path: [...achievement, "name"], values: ['x", issued by “Y'] }] });
    expect(words).toContain(`with the title "x', issued by 'Y"`);
    expect(said({ claims: [{ path: ["a, issued by Y"] }] })).toContain('another detail: "a, issued by Y"');
  });

  test("is counted when it is long", () => {
    const values = Array.from({ length: 1_000 }, (_, index) => `skill ${index}`);
    const claim = { path: [...achievement, "alignment", null, "targetName"], values };
    expect(said({ claims: [claim] })).toMatch(/"skill 4" or one of 995 more$/u);
    const claims = values.map((name) => ({ path: [name] }));
    expect(said({ claims })).toMatch(/, and 992 more details$/u);
  });

  test.each<[string, JsonValue | undefined]>([
    ["nothing", undefined],
    ["a list", [[]]],
    ["members of other types", { credentials: { a: 1 }, credential_sets: "x" }],
    [
      "nested lists",
      { credentials: [[badge()], badge({ claims: [[completed], { path: [[["a"]]], values: [[["b"]]] }] })] },
    ],
    ["objects that would run", { credentials: [badge({ format: { toString: 1 } as JsonObject })] }],
    [
      "kinds that are none",
      { credentials: [badge({ meta: { type_values: [[{ toString: 1 }], "x", null] } })] },
    ],
    [
      "unknown ids",
      { credentials: [badge({ claim_sets: [["x"], 1] })], credential_sets: [{ options: [["y"], 2] }] },
    ],
  ])("is read as far as it makes sense: %s", (_, query) => {
    expect(() => described(query)).not.toThrow();
  });
});
