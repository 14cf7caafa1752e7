import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { DisclosureSuiteName } from "../../../core/credential/disclosure/disclosure-suites.ts";
import {
  type BaseProof,
  parseDisclosureProof,
} from "../../../core/credential/disclosure/format/disclosure-proof.ts";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { harbourWeb, issuedForDisclosure } from "../../support/harbour.ts";
import { canBeRead, readableLayers } from "../../support/readable-layers.ts";
import { type Bench, benchWithWallet, type Said } from "../../support/stint.ts";
import { deliverable, deliverableDigest } from "../../support/telling-work.ts";
import { employer, unsigned, webOf } from "../../support/world.ts";

let desk: Bench & { did: string };
let web: ReturnType<typeof webOf>;
const suites: DisclosureSuiteName[] = ["ecdsa-sd-2023", "bbs-2023"];
const purpose = ["--challenge", "c-4711", "--domain", "recruiter.example"];

/** The credentials in the wallet, by the end of their ids: the wallet counts them in an order of its own. */
const held = {
  ecdsa: "urn:uuid:1",
  bbs: "urn:uuid:2",
  baseOnly: "urn:uuid:3",
  wholeOnly: "urn:uuid:4",
  strict: "urn:uuid:5",
};
type Held = keyof typeof held;
const bySuite = { "ecdsa-sd-2023": held.ecdsa, "bbs-2023": held.bbs };

beforeAll(async () => {
  desk = await benchWithWallet();
  web = webOf(await harbourWeb());
  const { did } = desk;
  const credentials: Record<Held, Omit<Parameters<typeof issuedForDisclosure>[0], "did">> = {
    ecdsa: { suites: ["ecdsa-sd-2023"] },
    bbs: { suites: ["bbs-2023"] },
    baseOnly: { suites: ["ecdsa-sd-2023"], whole: false },
    wholeOnly: { suites: [] },
    strict: { suites: ["ecdsa-sd-2023"], mandatoryPointers: ["/issuer", "/credentialSubject/role"] },
  };
  for (const [name, issuing] of Object.entries(credentials)) {
    const changes = { id: `${held[name as Held]}b0b8a3e-44a2-4a1e-8f1b-6c1a0c7d0001` };
    const file = await desk.file(`${name}.json`, await issuedForDisclosure({ did, changes, ...issuing }));
    const said = await stint("add", file);
    if (said.code !== 0) throw new Error(said.error);
  }
  return () => desk.remove();
});

const stint = (...args: string[]): Promise<Said> => desk.stint(args, { fetchDocument: web });

async function presented(...args: string[]): Promise<JsonObject> {
  const said = await stint("present", ...args, ...purpose);
  if (said.code !== 0) throw new Error(said.error);
  return JSON.parse(said.out);
}

const onlyIn = (presentation: JsonObject) =>
  (presentation.verifiableCredential as JsonObject[])[0] as JsonObject;

async function verdictOn(presentation: JsonObject): Promise<{ code: number; credential: JsonObject }> {
  const file = await desk.file("presentation.json", presentation);
  const said = await stint("verify", file, ...purpose, "--json");
  return { code: said.code, credential: JSON.parse(said.out).credentials[0] };
}

/** What stands nowhere else in the credential, by the part that it belongs to. */
const secrets: Record<string, string[]> = {
  title: ["Cargo delay dashboard"],
  description: ["Build a dashboard of cargo delays"],
  criteria: ["the numbers reconcile"],
  skills: ["data visualisation", "http://data.europa.eu/esco/skill/0000"],
  rating: ["Overall rating by supervisor", "Communication", "Proficient"],
  pay: ["Paid at or above", "FairCompensation"],
  hours: ["Estimated effort", "EstimatedHours"],
  dates: ["2026-09-01", "2026-09-30"],
  role: ["Data intern"],
  employer: ["Harbour Analytics", "https://harbour.example", "5493001KJTIIGC8Y1R12"],
  contact: ["Ines Okafor", "people@harbour.example"],
  university: ["Nordfjord University", "nordfjord.example"],
  name: ["Mika Tanaka"],
  identifiers: ["sha256$0f89", "emailAddress"],
  evidence: ["Delay dashboard (HTML)", deliverableDigest],
  field: ["logistics"],
};

describe("a credential shown in part", () => {
  test.each(suites)("has what was left out nowhere in it, in no encoding (%s)", async (suite) => {
    const parts = Object.keys(secrets);
    for (const start of [0, 1, 2, 3]) {
      const hidden = parts.filter((_, index) => index % 4 === start);
      const layers = readableLayers(await presented(bySuite[suite], "--hide", hidden.join(",")));
      for (const [part, texts] of Object.entries(secrets)) {
        for (const text of texts) {
          expect([part, text, canBeRead(layers, text)]).toEqual([part, text, !hidden.includes(part)]);
        }
      }
    }
  });

  test.each(suites)("verifies, says that it is shown in part, and what is missing (%s)", async (suite) => {
    const presentation = await presented(bySuite[suite], "--reveal", "skills,results");
    const layers = readableLayers(presentation);
    for (const [part, texts] of Object.entries(secrets)) {
      const isShown = ["skills", "hours", "pay", "rating"].includes(part);
      for (const text of texts) expect([text, canBeRead(layers, text)]).toEqual([text, isShown]);
    }
    const { code, credential } = await verdictOn(presentation);
    expect(code).toBe(0);
    expect(credential.disclosure).toEqual({
      partial: true,
      suite,
      notShown: [
        "title",
        "description",
        "criteria",
        "dates",
        "role",
        "employer",
        "contact",
        "university",
        "name",
        "evidence",
      ],
      mandatory: ["issuer", "validFrom", "validUntil", "credentialStatus"],
    });
    expect(credential.work).toMatchObject({ skills: [{ name: "data visualisation" }] });
    expect(credential.work).not.toHaveProperty("title");
  });

  test("keeps to the issuer's and the holder's identifier when nothing is revealed, and says so", async () => {
    const said = await stint("present", held.ecdsa, "--reveal", "", "--preview");
    expect(said.out).toContain("they see only what its issuer made mandatory");
    const { code, credential } = await verdictOn(await presented(held.ecdsa, "--reveal", ""));
    expect(code).toBe(0);
    expect(credential.work).toEqual({ results: [], skills: [], evidence: [] });
  });

  test("is refused when somebody takes out of it what its issuer made mandatory", async () => {
    const presentation = await presented(held.ecdsa, "--reveal", "skills");
    for (const member of ["validFrom", "validUntil", "credentialStatus"]) {
      const { [member]: taken, ...rest } = onlyIn(presentation);
      expect(taken).toBeDefined();
      const file = await desk.file("taken.json", rest);
      const said = await stint("verify", file, "--json");
      expect([member, said.code]).toEqual([member, 1]);
      expect(JSON.parse(said.out)).toMatchObject({ verified: false });
    }
  });

  test("is refused when something is put back that was left out", async () => {
    const credential = onlyIn(await presented(held.ecdsa, "--hide", "role"));
    const subject = credential.credentialSubject as JsonObject;
    const file = await desk.file("put-back.json", {
      ...credential,
      credentialSubject: { ...subject, role: "Data intern" },
    });
    expect((await stint("verify", file)).code).toBe(1);
  });
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

describe("a credential shown whole", () => {
  const proofsIn = (presentation: JsonObject) =>
    (onlyIn(presentation).proof as JsonObject[]).map(({ cryptosuite }) => cryptosuite);

  test.each([held.ecdsa, held.bbs])("leaves the holder's base proof at home (%s)", async (selector) => {
    const presentation = await presented(selector);
    expect(proofsIn(presentation)).toEqual(["eddsa-rdfc-2022"]);
    const { code, credential } = await verdictOn(presentation);
    expect(code).toBe(0);
    expect(credential).not.toHaveProperty("disclosure");
    expect((await stint("present", selector, ...purpose)).error).toContain("You can leave parts of it out");
  });

  test.each(suites)("carries no key of the base proof, whole or in part (%s)", async (suite) => {
    const kept = JSON.parse((await stint("show", bySuite[suite], "--json")).out) as { proof: JsonObject[] };
    const value = kept.proof.find(({ cryptosuite }) => cryptosuite === suite)?.proofValue;
    const base = parseDisclosureProof(suite, value) as BaseProof;
    for (const args of [[], ["--hide", "name"]]) {
      const layers = readableLayers(await presented(bySuite[suite], ...args));
      expect(layers.some((layer) => layer.includes(Buffer.from(base.hmacKey)))).toBe(false);
    }
    expect(readableLayers(kept).some((layer) => layer.includes(Buffer.from(base.hmacKey)))).toBe(true);
  });

  test.each([
    ["stint export", "export", ["--svg"], "badge.svg"],
    ["stint export", "export", ["--json"], "credential.json"],
    ["stint portfolio", "portfolio", ["--yes"], "portfolio.json"],
  ])("leaves it at home in what %s writes (%s %j)", async (_, verb, options, name) => {
    const file = join(desk.folder, name);
    const said = await stint(verb, held.ecdsa, ...options, "--out", file);
    expect([said.code, said.error]).toEqual([0, expect.any(String)]);
    const written = await readFile(file, "utf8");
    expect(written).toContain("eddsa-rdfc-2022");
    expect(written).not.toContain("ecdsa-sd-2023");
  });

  test("says in a portfolio, of each credential by itself, that it is shown in part", async () => {
    const file = join(desk.folder, "part-in-portfolio.json");
    expect((await stint("portfolio", held.baseOnly, held.wholeOnly, "--yes", "--out", file)).code).toBe(0);
    const { out } = await stint("verify", file);
    expect(out.match(/Shown in part/gu)).toHaveLength(1);
  });

  test("is derived with everything in it when its only proof is a base proof", async () => {
    const presentation = await presented(held.baseOnly);
    const kept = JSON.parse((await stint("show", held.baseOnly, "--json")).out) as JsonObject;
    const { proof: [derived] = [], ...shown } = onlyIn(presentation) as JsonObject & { proof: JsonObject[] };
    const { proof: [base] = [], ...whole } = kept as JsonObject & { proof: JsonObject[] };
    expect(shown).toEqual(whole);
    expect(derived?.proofValue).not.toEqual(base?.proofValue);
    const { code, credential } = await verdictOn(presentation);
    expect([code, credential.disclosure]).toMatchObject([0, { partial: true, notShown: [] }]);
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

describe("files that are evidence", () => {
  test("go along only when the evidence is shown", async () => {
    const file = await desk.file("dashboard.html", deliverable);
    expect((await stint("evidence", "add", held.ecdsa, file)).code).toBe(0);
    const out = join(desk.folder, "files");
    const withEvidence = [...purpose, "--with-evidence", out];
    const said = await stint("present", held.ecdsa, "--hide", "evidence", ...withEvidence);
    expect(said.code).toBe(1);
    expect(said.error).toContain("No file is kept that these credentials name as evidence");
    await expect(readdir(out)).rejects.toThrow();
    expect((await stint("present", held.ecdsa, "--hide", "name", ...withEvidence)).code).toBe(0);
    expect(await readdir(out)).toEqual(["dashboard.html"]);
  });
});

describe("a share in part", () => {
  test("leaves out what is hidden, after showing what is left", async () => {
    const out = join(desk.folder, "share.json");
    const said = await stint(
      "share",
      held.ecdsa,
      "--to",
      "Ines",
      "--out",
      out,
      "--hide",
      "name,dates",
      "--yes",
    );
    expect(said.code).toBe(0);
    expect(said.error).toContain("Left out      dates, name");
    const layers = readableLayers(JSON.parse(await readFile(out, "utf8")));
    expect(canBeRead(layers, "Mika Tanaka")).toBe(false);
    expect(canBeRead(layers, "Data intern")).toBe(true);
  });
});
