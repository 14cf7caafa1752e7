import { beforeAll, describe, expect, it } from "vitest";
import { discloseCredential } from "../../../core/credential/disclosure/disclose.ts";
import type { DisclosureSuiteName } from "../../../core/credential/disclosure/disclosure-suites.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { describeVerification, headlineOf } from "../../../core/verification/describe.ts";
import { describeDisclosure } from "../../../core/verification/describe-disclosure.ts";
import type { CredentialVerification, PartialDisclosure } from "../../../core/verification/verdict.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { harbourWeb, issuedForDisclosure } from "../../support/harbour.ts";
import { student, world } from "../../support/world.ts";

const seed = new Uint8Array(32).fill(7);
const suites: DisclosureSuiteName[] = ["ecdsa-sd-2023", "bbs-2023"];
const held = {} as Record<DisclosureSuiteName, JsonObject>;
let web: Record<string, JsonObject>;

beforeAll(async () => {
  web = await harbourWeb();
  for (const suite of suites) held[suite] = await issuedForDisclosure({ did: student.did, suites: [suite] });
});

const verify = (credential: JsonObject, documents = web): Promise<CredentialVerification> =>
  verifyCredential(credential, { checks: "all" }, world(documents));
const everything = (credential: JsonObject) =>
  Object.keys(credential)
    .filter((member) => !["@context", "id", "type", "proof"].includes(member))
    .map((member) => `/${member}`);

describe("the verdict on a credential that can be shown in parts", () => {
  it.each(suites)(
    "tells what one looks for and does not find, never that it was there (%s)",
    async (suite) => {
      const pointers = ["/credentialSubject/achievement/alignment", "/issuer/name"];
      const verification = await verify(await discloseCredential(held[suite], { pointers, seed }));
      expect(verification.verified).toBe(true);
      const { notShown, ...rest } = verification.disclosure as PartialDisclosure;
      expect(rest).toEqual({
        partial: true,
        suite,
        mandatory: ["issuer", "validFrom", "validUntil", "credentialStatus"],
      });
      expect(notShown).toContain("title");
      expect(notShown).not.toContain("skills");
      expect(notShown).not.toContain("employer");
      expect(headlineOf(verification).text).toBe("Verified, issuer not known to you");
      expect(describeVerification(verification).join("\n")).toContain(
        "The holder shows this credential in part",
      );
    },
  );

  it("does not call it partial when the proof tells that all is there, which only one of bbs-2023 does", async () => {
    for (const suite of suites) {
      const pointers = everything(held[suite]);
      const { disclosure } = await verify(await discloseCredential(held[suite], { pointers, seed }));
      expect([suite, disclosure?.partial]).toEqual([suite, suite === "bbs-2023" ? undefined : true]);
    }
  });

  it("tells the holder's own copy from a part, and one without such a proof from both", async () => {
    expect((await verify(held["bbs-2023"])).disclosure).toEqual({ partial: false, suite: "bbs-2023" });
    const ordinary = await issuedForDisclosure({ did: student.did, suites: [] });
    expect(await verify(ordinary)).not.toHaveProperty("disclosure");
  });

  it("is still a verdict on a part when it is revoked", async () => {
    const part = await discloseCredential(held["ecdsa-sd-2023"], { pointers: [], seed });
    const verification = await verify(part, await harbourWeb([7]));
    expect(verification.verified).toBe(false);
    expect(verification.disclosure?.partial).toBe(true);
  });

  it("summarizes whatever is left: results and skills without a title, and nothing at all", async () => {
    const pointers = ["/credentialSubject/result", "/credentialSubject/role"];
    const { work } = await verify(await discloseCredential(held["ecdsa-sd-2023"], { pointers, seed }));
    expect(work).toMatchObject({ role: "Data intern", skills: [], evidence: [] });
    expect(work?.results.map(({ value }) => value)).toContain("Completed");
    const bare = await verify(await discloseCredential(held["ecdsa-sd-2023"], { pointers: [], seed }));
    expect(bare.work).toEqual({ results: [], skills: [], evidence: [] });
  });
});

describe("a part in words", () => {
  const words = (changes: Partial<PartialDisclosure>) =>
    describeDisclosure({
      partial: true,
      suite: "bbs-2023",
      notShown: [],
      mandatory: ["issuer", "validFrom", "validUntil", "credentialStatus"],
      ...changes,
    });

  it("says what is missing, and that nobody can tell whether it was there", () => {
    expect(words({ notShown: ["title", "name"] })).toEqual([
      "The holder shows this credential in part (bbs-2023); the signature covers what is shown.",
      "Not shown: title, student's name. Whether the credential has them cannot be told from this.",
      "The holder cannot leave out: issuer, validity, status.",
    ]);
  });

  it("says so when nothing is missing", () => {
    expect(words({})[1]).toBe("Nothing is missing of what one looks for in a micro-internship.");
  });
});
