import { describe, expect, it } from "vitest";
import { createMicroInternshipCredential } from "../../../core/credential/micro-internship/create-micro-internship.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { matchDcql, parseDcqlQuery } from "../../../core/openid/dcql.ts";
import { createDcqlQuery, formatOfQuery, queryIdOf } from "../../../core/openid/dcql-query.ts";
import { parseVpToken } from "../../../core/openid/vp-token.ts";
import type { WantedWork } from "../../../core/openid/wanted-work.ts";
import { employer, unsigned, work } from "../../support/world.ts";

const types = [
  "https://www.w3.org/2018/credentials#VerifiableCredential",
  "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential",
];
const anything: WantedWork = { issuers: [], skills: [], format: "ldp_vc" };
const skill = (targetName: string) =>
  ({
    targetType: "ext:ESCO",
    targetFramework: "ESCO",
    targetName,
    targetUrl: "https://esco.example/1",
  }) as const;

/** Whether a credential in one of the formats answers what is wanted. */
function answers(
  wanted: Partial<WantedWork>,
  content: JsonObject,
  format: "ldp_vc" | "jwt_vc_json" = "ldp_vc",
) {
  const query = parseDcqlQuery(createDcqlQuery({ ...anything, ...wanted }));
  return matchDcql(query, [{ id: "it", format, types, content }]).satisfiable;
}

describe("what is wanted, as a DCQL query (OpenID4VP 1.0, 6)", () => {
  it("names fully expanded types, and a path from the credential to the completion", () => {
    expect(createDcqlQuery(anything)).toEqual({
      credentials: [
        {
          id: "micro_internship_ldp",
          format: "ldp_vc",
          meta: { type_values: [types] },
          claims: [
            {
              id: "completion",
              path: ["credentialSubject", "result", null, "status"],
              values: ["Completed"],
            },
          ],
        },
      ],
    });
  });

  it("lets a wallet answer in one of two formats (6.2)", () => {
    const query = createDcqlQuery({ ...anything, format: "either" });
    expect(query.credential_sets).toEqual([
      { options: [["micro_internship_ldp"], ["micro_internship_jwt"]] },
    ]);
  });

  it("points to no claim twice, however much is wanted (6.1)", () => {
    const wanted = {
      ...anything,
      issuers: ["did:web:a.example", "did:web:b.example"],
      skills: ["SQL", "Python"],
    };
    const [{ claims, claim_sets }] = createDcqlQuery(wanted).credentials as [
      { claims: JsonObject[]; claim_sets: string[][] },
    ];
    const paths = claims.map(({ path }) => JSON.stringify(path));
    expect(new Set(paths).size).toBe(paths.length);
    expect(claim_sets).toHaveLength(4);
    const all = createDcqlQuery({ ...wanted, maximumAgeMonths: 6 });
    expect((all.credentials as JsonObject[])[0]?.claim_sets).toHaveLength(12);
    expect(parseDcqlQuery(all).queries).toHaveLength(1);
  });

  const withSkill = createMicroInternshipCredential({ ...work, skills: [skill("SQL"), skill("Statistics")] });
  const withRatedSkill = createMicroInternshipCredential({
    ...work,
    rubrics: [{ name: "Quality", levels: ["Good"], achieved: "Good", skills: [skill("SQL")] }],
  });
  const { issuer: _, ...anonymous } = unsigned();
  const { activityEndDate: _end, ...undated } = unsigned().credentialSubject as JsonObject;
  const { validFrom: _from, ...withoutDays } = unsigned({ credentialSubject: undated });

  it.each<[string, Partial<WantedWork>, JsonObject, boolean]>([
    ["anything", {}, unsigned(), true],
    ["by its issuer", { issuers: ["did:web:other.example", employer.did] }, unsigned(), true],
    [
      "by its issuer, named without more",
      { issuers: [employer.did] },
      { ...anonymous, issuer: employer.did },
      true,
    ],
    ["by another issuer", { issuers: ["did:web:other.example"] }, unsigned(), false],
    ["with one of its skills", { skills: ["Juggling", "Statistics"] }, withSkill, true],
    ["with a skill that was rated", { skills: ["SQL"] }, withRatedSkill, true],
    ["with one that begins with a small letter here", { skills: ["statistics"] }, withSkill, true],
    ["with another skill", { skills: ["sql"] }, withSkill, false],
    ["with a skill, where there is none", { skills: ["SQL"] }, unsigned(), false],
    ["by its issuer and with another skill", { issuers: [employer.did], skills: ["Go"] }, withSkill, false],
    ["with the day on which it ended", { maximumAgeMonths: 6 }, unsigned(), true],
    [
      "with the day from which it is valid, where there is no other",
      { maximumAgeMonths: 6 },
      unsigned({ credentialSubject: undated }),
      true,
    ],
    ["with a day, where there is none", { maximumAgeMonths: 6 }, withoutDays, false],
    [
      "anything, where nothing was completed",
      {},
      unsigned({ credentialSubject: { id: "did:example:1" } }),
      false,
    ],
  ])("asks for %s", (_what, wanted, content, isAnswer) => {
    expect(answers(wanted, content)).toBe(isAnswer);
    expect(answers({ ...wanted, format: "either" }, content, "jwt_vc_json")).toBe(isAnswer);
    expect(answers(wanted, content, "jwt_vc_json")).toBe(false);
  });

  it("finds the format of its queries by their ids", () => {
    for (const format of ["ldp_vc", "jwt_vc_json"] as const)
      expect(formatOfQuery(queryIdOf(format))).toBe(format);
    expect(formatOfQuery("passport")).toBeUndefined();
  });
});

describe("the vp_token of an answer (OpenID4VP 1.0, 8.1)", () => {
  const query = parseDcqlQuery(createDcqlQuery({ ...anything, format: "either" }));

  it("holds one presentation, in the form of the format", () => {
    expect(parseVpToken({ micro_internship_ldp: [{ a: 1 }] }, query)).toEqual({
      queryId: "micro_internship_ldp",
      presentation: { a: 1 },
    });
    expect(parseVpToken({ micro_internship_jwt: ["a.b.c"] }, query).presentation).toBe("a.b.c");
  });

  it.each([
    [undefined],
    [null],
    ["text"],
    [[]],
    [{}],
    [{ other: [{}] }],
    [{ __proto__: null, constructor: [{}] }],
    [{ micro_internship_ldp: {} }],
    [{ micro_internship_ldp: [] }],
    [{ micro_internship_ldp: [{}, {}] }],
    [{ micro_internship_ldp: [[]] }],
    [{ micro_internship_ldp: ["a.b.c"] }],
    [{ micro_internship_jwt: [{}] }],
    [{ micro_internship_ldp: [{}], micro_internship_jwt: ["a.b.c"] }],
  ])("is refused when it is %j", (vpToken) => {
    expect(() => parseVpToken(vpToken as never, query)).toThrow(
      expect.objectContaining({ error: "invalid_request" }),
    );
  });
});
