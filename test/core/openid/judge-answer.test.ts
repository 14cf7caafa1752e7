import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { parseDcqlQuery } from "../../../core/openid/dcql.ts";
import { createDcqlQuery } from "../../../core/openid/dcql-query.ts";
import { judgeAnswer } from "../../../core/openid/judge-answer.ts";
import type { WantedWork } from "../../../core/openid/wanted-work.ts";
import type {
  CredentialVerification,
  OwnCopy,
  PartialDisclosure,
  PresentationVerification,
} from "../../../core/verification/verdict.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { challenge, domain, issued, now, presented, world } from "../../support/world.ts";

const wanted: WantedWork = { issuers: [], skills: [], format: "ldp_vc" };
const query = parseDcqlQuery(createDcqlQuery(wanted));
let content: JsonObject;
let verification: PresentationVerification;

beforeAll(async () => {
  content = await issued();
  const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
  verification = await verifyPresentation(await presented([content]), question, world());
});

const judge = (changes: Partial<Parameters<typeof judgeAnswer>[0]> = {}) => {
  const contents = [{ content, isJwt: false }];
  return judgeAnswer({ wanted, query, format: "ldp_vc", contents, verification, askedAt: now, ...changes });
};

describe("what was asked for (OpenID4VP 1.0, 8.6)", () => {
  it("is met by a completed micro-internship of whoever presents it", () => {
    expect(judge()).toEqual({ outcome: "met", reasons: [] });
  });

  it("is never met by what is not verified, however well it fits", () => {
    const reasons = ["What was presented is not verified"];
    expect(judge({ verification: { ...verification, verified: false } })).toEqual({
      outcome: "not-met",
      reasons,
    });
  });

  it("is not met by what was signed as something else, whatever the JSON says", () => {
    const [credential] = verification.credentials;
    if (credential?.statement === undefined) throw new Error("Not verified");
    const { work: _, ...without } = credential;
    for (const other of [
      { ...credential, statement: { ...credential.statement, types: ["https://example.org/Other"] } },
      without,
    ]) {
      const reasons = ["It is not a completed micro-internship"];
      expect(judge({ verification: { ...verification, credentials: [other] } }).reasons).toEqual(reasons);
    }
  });

  it.each(["Failed", "InProgress", "Completed / Withdrew"])(
    "is not met by work whose completion is %s, though something else about it was completed",
    (value) => {
      const [credential] = verification.credentials;
      if (credential?.work === undefined) throw new Error("Not verified");
      const results = [
        { name: "Completion", type: "Status", value },
        { name: "Induction", type: "Status", value: "Completed" },
      ];
      const other = { ...credential, work: { ...credential.work, results } };
      expect(judge({ verification: { ...verification, credentials: [other] } }).reasons).toEqual([
        "It is not a completed micro-internship",
      ]);
    },
  );

  it("is not met by what does not answer the query that was sent: another form, or another claim", () => {
    const reasons = ["It does not fit the query that the wallet was sent"];
    expect(judge({ contents: [{ content, isJwt: true }] }).reasons).toEqual(reasons);
    expect(judge({ contents: [] }).reasons).toEqual(reasons);
    const stricter = parseDcqlQuery(createDcqlQuery({ ...wanted, skills: ["juggling"] }));
    expect(judge({ query: stricter }).reasons).toEqual(reasons);
  });

  it("is not met by a part without the end of the work, where the age matters: it could have been left out", () => {
    const [credential] = verification.credentials;
    if (credential?.work === undefined) throw new Error("Not verified");
    const { endDate: _, ...work } = credential.work;
    const disclosure: PartialDisclosure = { partial: true, suite: "bbs-2023", notShown: [], mandatory: [] };
    const aged = { ...wanted, maximumAgeMonths: 6 };
    const judgeAged = (one: CredentialVerification) =>
      judge({ wanted: aged, verification: { ...verification, credentials: [one] } }).reasons;
    const own: OwnCopy = { partial: false, suite: "ecdsa-sd-2023" };
    expect(judgeAged({ ...credential, work })).toEqual([]);
    // Out of the holder's own copy, too: a base proof of ecdsa-sd-2023 does not say how many statements there were.
    expect(judgeAged({ ...credential, work, disclosure: own })).toEqual([
      "It does not say when the work ended",
    ]);
    expect(judgeAged({ ...credential, work, disclosure })).toEqual(["It does not say when the work ended"]);
  });
});
