import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { benchWithWallet } from "../../support/stint.ts";
import {
  held,
  onlyIn,
  openWalletInParts,
  purpose,
  type WalletInParts,
} from "../../support/wallet-in-parts.ts";
import { employer, unsigned } from "../../support/world.ts";

let desk: WalletInParts["desk"];
let stint: WalletInParts["stint"];
let presented: WalletInParts["presented"];

beforeAll(async () => {
  ({ desk, stint, presented } = await openWalletInParts());
  return () => desk.remove();
});

describe("what is shown before anything is signed", () => {
  test("is what they will see, in the form of a verdict, with what is left out and what is always shown", async () => {
    const { code, out } = await stint(
      "present",
      "1",
      "--hide",
      "name,university,employer,contact",
      "--preview",
    );
    expect(code).toBe(0);
    const [seen = "", told = ""] = out.split("Left out");
    expect(seen).toContain("Cargo delay dashboard");
    expect(seen).toContain("data visualisation");
    for (const hidden of ["Mika", "Nordfjord", "Harbour Analytics", "Ines"])
      expect(seen).not.toContain(hidden);
    expect(told).toContain("employer, contact, university, name");
    expect(told).toContain("the issuer's identifier (DID)");
    expect(told.replace(/\s+/gu, " ")).toContain("where its status is asked");
  });

  test("says plainly that a did:web tells the employer, and that presentations can be linked", async () => {
    const { out } = await stint("present", held.ecdsa, "--hide", "employer", "--preview");
    const words = out.replace(/\s+/gu, " ");
    expect(words).toContain("it is a web address, which tells the employer: harbour.example.");
    expect(words).toContain("whoever sees two of your presentations can tell that they are by one person");
    expect(words).toContain(
      '"employer" is left out, but "harbour.example" stands in "contact", which is shown.',
    );
  });

  test("is the same document as the one that is signed, and for programs that document", async () => {
    const said = await stint("present", held.ecdsa, "--hide", "name", "--preview", "--json");
    const preview = onlyIn(JSON.parse(said.out));
    expect(JSON.parse(said.out)).not.toHaveProperty("proof");
    expect(onlyIn(await presented(held.ecdsa, "--hide", "name"))).toEqual(preview);
  });

  test("comes before the presentation when it is signed at once", async () => {
    const { error } = await stint("present", held.ecdsa, "--hide", "name", ...purpose);
    expect(error.indexOf("What they will see")).toBeLessThan(
      error.indexOf("This shows to recruiter.example"),
    );
    expect(error).toContain("in part, as told above");
  });

  test("needs no challenge, and is there for a credential shown whole too", async () => {
    const { code, out } = await stint("present", held.wholeOnly, "--preview");
    expect(code).toBe(0);
    expect(out).toContain("It is shown whole.");
  });
});

describe("what cannot be shown in part", () => {
  test.each<[string, string[], number, string[]]>([
    ["both at once", [held.ecdsa, "--reveal", "skills", "--hide", "name"], 2, ["two ways to say the same"]],
    [
      "a word that is none",
      [held.ecdsa, "--reveal", "salary"],
      2,
      ["no such part", "What there is: title, description"],
    ],
    [
      "a word of which the credential says nothing",
      [held.ecdsa, "--hide", "endorsements"],
      2,
      ['There is no "endorsements" in it'],
    ],
    ["what the issuer made mandatory", [held.strict, "--hide", "role"], 2, ['"role" cannot be left out']],
    [
      "a part all of which is mandatory",
      [held.strict, "--hide", "employer"],
      2,
      ['"employer" cannot be left out'],
    ],
    [
      "a credential signed as a whole",
      [held.wholeOnly, "--hide", "name"],
      1,
      ["cannot be shown in part: its issuer signed it as a whole", "ecdsa-sd-2023 or bbs-2023"],
    ],
    [
      "one of several that is signed as a whole",
      [held.ecdsa, held.wholeOnly, "--hide", "name"],
      1,
      ["cannot be shown in part: its issuer signed it as a whole"],
    ],
  ])("is %s", async (_, args, code, words) => {
    const said = await stint("present", ...args, ...purpose);
    expect(said).toMatchObject({ code, out: "" });
    for (const text of words) expect(said.error).toContain(text);
  });

  test("is a JWT", async () => {
    const other = await benchWithWallet();
    const credentialSubject = { ...(unsigned().credentialSubject as JsonObject), id: other.did };
    const jwt = await createCredentialJwt(unsigned({ credentialSubject }), { signer: employer.signer });
    await other.stint(["add", await other.file("jwt.txt", jwt)]);
    const said = await other.stint(["present", "1", "--hide", "name", ...purpose]);
    expect(said).toMatchObject({ code: 1, out: "" });
    expect(said.error).toContain("Number 1 is a JWT, which cannot be shown in part");
    expect((await other.stint(["show", "1"])).out).toContain("It can only be shown whole: it is a JWT.");
    await other.remove();
  });

  test("is told before by stint show, with the words that there are", async () => {
    const { out } = await stint("show", held.strict);
    expect(out).toContain("You can leave parts of it out");
    expect(out).toMatch(/Always shown .*employer/su);
    expect(out).toContain("--reveal skills,results --preview");
    expect((await stint("show", held.wholeOnly)).out).toContain("It can only be shown whole");
  });
});
