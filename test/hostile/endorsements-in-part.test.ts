import { beforeAll, describe, expect, it } from "vitest";
import { discloseCredential } from "../../core/credential/disclosure/disclose.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { headlineOf } from "../../core/verification/describe.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { disclosingEmployer, seed } from "../support/disclosing-employer.ts";
import { endorsementOf, issuedBy, knowing } from "../support/endorsements.ts";
import { issueLoosely } from "../support/loose-employer.ts";
import {
  challenge,
  domain,
  employer,
  entryAt,
  issued,
  listUrl,
  presented,
  statusList,
  world,
} from "../support/world.ts";

const university = disclosingEmployer("bbs-2023", 40);
const validateIssuer = knowing({ [university.did]: "endorses" });
const mandatory = ["/validFrom", "/validUntil", "/issuer", "/credentialStatus", "/credentialSubject/id"];
let web: Record<string, JsonObject>;
let held: JsonObject;

beforeAll(async () => {
  const { proof: _list, ...list } = await statusList([7]);
  web = { [listUrl]: await university.issueWhole(list) };
  const { proof: _proof, ...plain } = await endorsementOf(employer.did);
  const credentialSubject = {
    ...(plain.credentialSubject as JsonObject),
    endorsementComment: "Only for 2024. They did not pay since.",
  };
  const validUntil = "2036-01-01T00:00:00Z";
  const endorsement = { ...plain, validUntil, credentialStatus: entryAt(3), credentialSubject };
  held = await issueLoosely(university, endorsement, mandatory);
});

const withoutComment = () => discloseCredential(held, { pointers: [], seed });

describe("an endorsement (Open Badges 3.0, B.1.7) that is shown in part", () => {
  it("vouches for nobody: what it holds against its subject may be left out", async () => {
    const carrying = async (endorsement: JsonObject) =>
      verifyCredential(await issuedBy([endorsement]), { checks: "all" }, world(web, { validateIssuer }));
    expect(headlineOf(await carrying(held)).kind).toBe("verified-through-endorsement");
    const verdict = await carrying(await withoutComment());
    expect(headlineOf(verdict).kind).toBe("verified-unknown-issuer");
    const asked = verdict.endorsements?.[0]?.verification.checks.find(({ name }) => name === "endorsement");
    expect(asked?.problem?.code).toBe("MAY_BE_WITHHELD");
  });

  it("is nobody's to present beside what it endorses: what else it is may be left out", async () => {
    const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
    const beside = async (endorsement: JsonObject) =>
      verifyPresentation(
        await presented([await issued(), endorsement]),
        question,
        world(web, { validateIssuer }),
      );
    expect((await beside(held)).verified).toBe(true);
    const { verified, credentials } = await beside(await withoutComment());
    expect([verified, credentials[0]?.endorsements]).toEqual([false, undefined]);
  });
});
