import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type PdfContents, readPdf } from "../../support/pdf.ts";
import { type Bench, benchWithWallet, issuedTo, type Situation } from "../../support/stint.ts";
import { employer, entryAt, listUrl, statusList, unsigned, webOf } from "../../support/world.ts";

let desk: Bench & { did: string };
let credential: JsonObject;
/** Of number 1, without a link. */
let plain: Awaited<ReturnType<typeof certificate>>;
let contents: PdfContents;
beforeAll(async () => {
  desk = await benchWithWallet();
  credential = await issuedTo(desk.did);
  await desk.stint(["add", await desk.file("c.json", credential)]);
  plain = await certificate(["1"]);
  contents = await readPdf(plain.bytes);
});
afterAll(() => desk.remove());

let files = 0;
/** Exports a certificate into a new file and reads it. */
async function certificate(args: string[], situation: Situation = {}) {
  files += 1;
  const out = join(desk.folder, `certificate-${files}.pdf`);
  const said = await desk.stint(["export", ...args, "--pdf", "--out", out], situation);
  const bytes = said.code === 0 ? await readFile(out) : Buffer.alloc(0);
  return { said, out, bytes };
}

/** Adds the example with some members changed, and gives its id. */
async function added(changes: JsonObject, number: number, situation: Situation = {}): Promise<string> {
  const id = `urn:uuid:00000000-0000-4000-8000-0000000002${String(number).padStart(2, "0")}`;
  const signed = await issuedTo(desk.did, { ...changes, id });
  expect((await desk.stint(["add", await desk.file("c.json", signed), "--anyway"], situation)).code).toBe(0);
  return id;
}

function withAchievement(changes: JsonObject, subject: JsonObject = {}): JsonObject {
  const credentialSubject = unsigned().credentialSubject as JsonObject;
  const achievement = { ...(credentialSubject.achievement as JsonObject), ...changes };
  return { credentialSubject: { ...credentialSubject, ...subject, id: desk.did, achievement } };
}

const link = "https://recruiter.example/shares/Zk3vAbCdEfGhIjKlMnOpQr";

describe("stint export --pdf", () => {
  test("prints who did what for whom, what came of it, and which credential says so", () => {
    const { text, info, size, elements } = contents;
    for (const words of [
      "Cargo delay dashboard",
      "with Harbour Analytics",
      "Mika Tanaka",
      "Data intern",
      "1 Sept – 30 Sept 2026",
      "Ines Okafor",
      "Estimated effort (hours)",
      "4 (1 to 5)",
      "Strong",
      "data visualisation (ESCO)",
      "1 Oct 2026",
      "1 Oct 2031",
      String(credential.id),
      employer.did,
      "This paper proves nothing by itself",
    ])
      expect(text).toContain(words);
    expect(info).toMatchObject({
      Title: "Cargo delay dashboard",
      Author: "Harbour Analytics",
      Language: "en",
    });
    expect(size).toEqual({ width: expect.closeTo(595.28, 1), height: expect.closeTo(841.89, 1) });
    expect(elements).toContainEqual({ role: "H1", alt: "Cargo delay dashboard" });
    expect(elements).toContainEqual({ role: "P", alt: "Mika Tanaka" });
  });

  test.each([
    ["a course", "Course", 90],
    ["what is of no type", undefined, 89],
  ])("of %s is no certificate of a micro-internship", async (_what, achievementType, number) => {
    // As JSON has it: without the member where it is undefined.
    const changes = JSON.parse(JSON.stringify(withAchievement({ achievementType } as JsonObject)));
    const id = await added(changes, number);
    const { text } = await readPdf((await certificate([id])).bytes);
    expect(text).toContain("Certificate of an achievement");
    expect(text).toContain("from Harbour Analytics");
    expect(text).not.toContain("micro-internship");
    expect(contents.text).toContain("Certificate of a micro-internship");
  });

  test("has the signed credential attached, and is itself no credential", async () => {
    const [attached, ...others] = contents.attachments;
    expect([attached?.filename, others]).toEqual(["credential.json", []]);
    expect(JSON.parse(attached?.content ?? "")).toEqual(credential);
    const said = await desk.stint(["verify", plain.out]);
    expect(said).toMatchObject({ code: 1, out: "" });
    expect(said.error).toContain("This is a PDF");
  });

  test("of a JWT has the JWT attached", async () => {
    const credentialSubject = { ...(unsigned().credentialSubject as JsonObject), id: desk.did };
    const id = "urn:uuid:00000000-0000-4000-8000-000000000299";
    const jwt = await createCredentialJwt(unsigned({ id, credentialSubject }), { signer: employer.signer });
    await desk.stint(["add", await desk.file("c.jwt", jwt)]);
    const { attachments } = await readPdf((await certificate([id])).bytes);
    expect(attachments).toEqual([{ filename: "credential.jwt", content: `${jwt}\n` }]);
  });

  test("is dated by the clock, and the same bytes at the same moment", async () => {
    expect((await certificate(["1"])).bytes.equals(plain.bytes)).toBe(true);
    const later = await certificate(["1"], { now: new Date("2027-01-02T03:04:05Z") });
    expect((await readPdf(later.bytes)).info).toMatchObject({ CreationDate: "D:20270102030405Z" });
  });

  test("embeds its fonts, and fetches and asks nobody", () => {
    const raw = plain.bytes.toString("latin1");
    expect(raw.match(/\/FontFile2 /g)?.length).toBeGreaterThan(1);
    expect(raw).not.toMatch(/\/Type1\b|\/URI|\/JavaScript/);
  });

  test("says plainly when there is no code, and how to get one", () => {
    expect(plain.said.error).toContain("There is no code on it");
    const { text, links } = contents;
    expect([text.includes("check the credential"), text.includes("scan to check"), links]).toEqual([
      true,
      false,
      [],
    ]);
  });

  test("goes on one page whatever the credential holds", async () => {
    const skills = Array.from({ length: 60 }, (_, n) => ({
      type: ["Alignment"],
      targetName: `skill number ${n}`,
      targetUrl: `https://skills.example/${n}`,
    }));
    const long = withAchievement({
      name: "W".repeat(3000),
      description: "word ".repeat(5000),
      alignment: skills,
    });
    const { text } = await readPdf((await certificate([await added(long, 1)])).bytes);
    expect(text).toContain("skill number 1");
    expect(text).toContain("This paper proves nothing by itself");
  });

  test("prints other scripts: each in its direction, and for screen readers as it is read", async () => {
    const arabic = withAchievement({ name: "لوحة الشحنات (2026)" });
    const { elements } = await readPdf((await certificate([await added(arabic, 2)])).bytes);
    expect(elements).toContainEqual({ role: "H1", alt: "لوحة الشحنات (2026)" });
    const chinese = await certificate([await added(withAchievement({ name: "货物延误" }), 3)]);
    expect(chinese.said.error).toContain("printed as empty boxes");
    expect(plain.said.error).not.toContain("empty boxes");
  });

  test("calls nobody by name whose name the credential does not tell", async () => {
    const { identifier: _, ...subject } = unsigned().credentialSubject as JsonObject;
    const id = await added({ credentialSubject: { ...subject, id: desk.did } }, 4);
    expect((await readPdf((await certificate([id])).bytes)).text).toContain("the holder of this credential");
  });
});

describe("the code on a certificate", () => {
  const codeOf = (elements: { role: string; alt: string }[]) =>
    elements.filter(({ role }) => role === "Figure");

  test("leads where the person says, and the address stands beside it", async () => {
    const { said, bytes } = await certificate(["1", "--verify-link", link]);
    expect(said.error).toContain(`leads to ${link}`);
    const { text, links, elements } = await readPdf(bytes);
    expect(links).toEqual([link]);
    expect(codeOf(elements)).toEqual([{ role: "Figure", alt: `A QR code that leads to ${link}` }]);
    for (const words of [link, "scan to check", "a verifier that you trust"]) expect(text).toContain(words);
  });

  test.each([
    ["http://recruiter.example/shares/1", "https"],
    ["javascript:alert(1)", "https"],
    ["https://user@recruiter.example/", "user name"],
    ["recruiter.example", "not a URL"],
    ["", "Give an https address"],
    [`https://recruiter.example/${"x".repeat(400)}`, "at most 400 characters"],
  ])("leads nowhere for %j", async (address, words) => {
    const { said } = await certificate(["1", "--verify-link", address]);
    expect(said).toMatchObject({ code: 2, out: "" });
    expect(said.error).toContain(words);
  });

  test("leads to the newest share of this credential alone, as long as it is good", async () => {
    const other = await added({}, 5);
    let shared = 0;
    const sendRequest: Situation["sendRequest"] = async () => {
      shared += 1;
      const answer = {
        link: `https://recruiter.example/shares/${shared}`,
        deletionToken: "AAAAAAAAAAAAAAAAAAAAAA",
        expires: "2026-12-06T12:00:00Z",
      };
      return {
        status: 201,
        headers: {},
        body: Buffer.from(JSON.stringify(answer)),
        contentType: "application/json",
      };
    };
    const share = async (...numbers: string[]) =>
      desk.stint(["share", ...numbers, "--to", "https://recruiter.example", "--yes"], { sendRequest });
    for (const numbers of [["1"], ["1"], ["1", other], [other]])
      expect((await share(...numbers)).code).toBe(0);

    const { said, bytes } = await certificate(["1"]);
    const { links, text } = await readPdf(bytes);
    expect(links).toEqual(["https://recruiter.example/shares/2"]);
    expect(text).toContain("Good until 6 Dec 2026");
    expect(said.error).toContain("until you take that share back");

    const late = await certificate(["1"], { now: new Date("2026-12-07T00:00:00Z") });
    expect((await readPdf(late.bytes)).links).toEqual([]);
  });
});

describe("no certificate is printed", () => {
  test("of a credential that was revoked or suspended when it was last looked at", async () => {
    for (const [purpose, words, number] of [
      ["revocation", "revoked", 6],
      ["suspension", "suspended", 7],
    ] as const) {
      const fetchDocument = webOf({ [listUrl]: await statusList([7], { purpose }) });
      const id = await added({ credentialStatus: entryAt(7, purpose) }, number, { fetchDocument });
      const { said } = await certificate([id]);
      expect(said).toMatchObject({ code: 1, out: "" });
      expect(said.error).toContain(`This credential is ${words}`);
    }
  });

  test("of one that has expired", async () => {
    const { said } = await certificate(["1"], { now: new Date("2031-10-02T00:00:00Z") });
    expect(said).toMatchObject({ code: 1, out: "" });
    expect(said.error).toContain("This credential is expired");
  });
});
