import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { MicroInternship } from "../../../core/credential/micro-internship/micro-internship.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import { project } from "../../support/portfolios.ts";
import { type Bench, benchWithWallet } from "../../support/stint.ts";
import { employer, entryAt, listUrl, now, statusList, webOf } from "../../support/world.ts";

let desk: Bench & { did: string };
beforeEach(async () => {
  desk = await benchWithWallet();
});
afterEach(() => desk.remove());

const mine = (
  number: number,
  changes: Partial<MicroInternship> = {},
  more: Parameters<typeof project>[2] = {},
) => project(number, { recipient: { id: desk.did, name: "Mika Tanaka" }, ...changes }, more);

async function hold(...credentials: unknown[]): Promise<void> {
  for (const [index, credential] of credentials.entries()) {
    const said = await desk.stint(["add", await desk.file(`c${index}.json`, credential), "--anyway"]);
    expect(said.code, said.error).toBe(0);
  }
}

const trusted = () =>
  desk.file("trusted.json", { issuers: [{ did: employer.did, name: "Harbour", reason: "Partner" }] });

describe("stint portfolio", () => {
  test("makes a signed portfolio and a page; stint verify reads both, and computes the same", async () => {
    await hold(await mine(1), await mine(2, { title: "Tide tables", estimatedHours: 12.5, rating: 5 }));
    const out = join(desk.folder, "portfolio");
    const made = await desk.stint(["portfolio", "1", "2", "--out", out, "--yes"]);
    expect(made.code, made.error).toBe(0);
    expect(made.error).toContain("Portfolio of Mika Tanaka, signed by you");
    expect(await readdir(out)).toEqual(["portfolio.html", "portfolio.json"]);
    for (const file of ["portfolio.json", "portfolio.html"]) {
      const { code, out: said } = await desk.stint([
        "verify",
        join(out, file),
        "--trusted-issuers",
        await trusted(),
      ]);
      expect(code).toBe(0);
      expect(said).toContain("✔ Verified, and you trust every issuer in it");
      expect(said).toContain("Estimated hours: 42.5 = 30 [1] + 12.5 [2]");
      expect(said).toContain("Overall rating by supervisor: 4.5 on average (1 to 5) = (4 [1] + 5 [2]) / 2");
      expect(said).toContain("data visualisation (ESCO): 2 = [1] [2]");
      expect(said).toContain("By issuers known to you: 2 of 2 projects, with 42.5 estimated hours");
    }
  });

  test("writes a page that loads nothing, runs nothing, and shows how each number is made", async () => {
    const deliverables = [{ id: "urn:uuid:1", name: "D\u202e", digestMultibase: "uEiA\u202e\u0007" }];
    await hold(await mine(1, { title: "<script>alert(1)</script>", skills: [], deliverables }));
    const out = join(desk.folder, "p.html");
    const args = [
      "portfolio",
      "1",
      "--name",
      "Amina & co",
      "--verifier",
      "https://verifier.example/",
      "--out",
      out,
      "--yes",
    ];
    expect((await desk.stint(args)).code).toBe(0);
    const html = await readFile(out, "utf8");
    expect(html).toContain("default-src &#39;none&#39;; style-src &#39;sha256-".replaceAll("&#39;", "'"));
    expect(html).not.toMatch(/<script|<img|<link|<iframe|url\(|@import/i);
    expect(html).toContain("&lt;script>alert(1)&lt;/script>");
    expect(html).toContain("<code><bdi>uEiA</bdi></code>");
    expect(html).toContain("Portfolio of Amina &amp; co");
    expect(html).toContain("30 [1]");
    expect(html).toContain('href="https://verifier.example/"');
  });

  test("writes one file when one is named, and never over what is there", async () => {
    await hold(await mine(1));
    const out = join(desk.folder, "clr.json");
    expect((await desk.stint(["portfolio", "1", "--out", out, "--yes"])).code).toBe(0);
    expect(JSON.parse(await readFile(out, "utf8")).type).toEqual(["VerifiableCredential", "ClrCredential"]);
    expect((await desk.stint(["portfolio", "1", "--out", out, "--yes"])).code).toBe(1);
    expect((await desk.stint(["portfolio", "1", "--out", join(desk.folder, "wallet"), "--yes"])).code).toBe(
      1,
    );
  });

  test("asks first, and can be told no", async () => {
    await hold(await mine(1));
    const out = join(desk.folder, "p.html");
    const { code, error, asked } = await desk.stint(["portfolio", "1", "--out", out], { answers: ["n"] });
    expect([code, asked[0]]).toEqual([1, expect.stringContaining("cannot be taken back")]);
    expect(error).toContain("Nothing was made.");
    expect(await readdir(desk.folder)).not.toContain("p.html");
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      "a JWT",
      async () => {
        const { proof: _proof, ...plain } = await mine(2);
        return createCredentialJwt(plain, employer);
      },
      /Number 2 is a JWT/,
    ],
    ["one that names nobody", () => mine(2, { recipient: {} }), /Number 2 is not verified now.*names nobody/],
    [
      "one that expired",
      () => mine(2, { validUntil: new Date("2026-10-02T00:00:00Z") }),
      /Number 2 is not verified now.*Expired/,
    ],
    [
      "one whose status cannot be had",
      () => mine(2, {}, { unsigned: { credentialStatus: entryAt(7) } }),
      /Number 2 is not verified now/,
    ],
    [
      "one of a version that cannot be combined",
      () => {
        const credential = {
          "@context": ["https://www.w3.org/2018/credentials/v1"],
          type: ["VerifiableCredential"],
          issuer: employer.did,
          issuanceDate: "2026-10-01T00:00:00Z",
          credentialSubject: { id: desk.did },
        };
        return signCredential(credential, { signer: employer.signer, created: now });
      },
      /Number 2 is written in a version that cannot be combined/,
    ],
  ])(
    "holds nothing that is not verified: %s is refused by its number, and nothing is written",
    async (_what, make, words) => {
      await hold(await mine(1), await make());
      const out = join(desk.folder, "portfolio");
      const { code, error } = await desk.stint(["portfolio", "1", "2", "--out", out, "--yes"]);
      expect(code).not.toBe(0);
      expect(error.replace(/\n */g, " ")).toMatch(words);
      expect(await readdir(desk.folder)).not.toContain("portfolio");
    },
  );

  test("holds ten credentials at most", async () => {
    await hold(...(await Promise.all(Array.from({ length: 11 }, (_, index) => mine(index + 1)))));
    const all = Array.from({ length: 11 }, (_, index) => String(index + 1));
    const { code, error } = await desk.stint(["portfolio", ...all, "--yes"]);
    expect([code, error]).toEqual([2, expect.stringContaining("at most 10 credentials")]);
  });

  test.each([
    [["portfolio", "1", "--name", " "]],
    [["portfolio", "1", "--verifier", "http://verifier.example"]],
    [["portfolio", "1", "--verifier", "javascript:alert(1)"]],
  ])("used wrongly (%j) exits 2", async (args) => {
    await hold(await mine(1));
    expect((await desk.stint(args)).code).toBe(2);
  });
});

describe("stint verify, of a portfolio", () => {
  test("counts what was revoked since no more, and says so", async () => {
    const documents = (set: number[]) => async () => webOf({ [listUrl]: await statusList(set) });
    await hold(await mine(1));
    const fetchDocument = await documents([])();
    const revocable = await mine(2, {}, { unsigned: { credentialStatus: entryAt(7) } });
    await desk.stint(["add", await desk.file("r.json", revocable)], { fetchDocument });
    const out = join(desk.folder, "p.html");
    expect((await desk.stint(["portfolio", "1", "2", "--out", out, "--yes"], { fetchDocument })).code).toBe(
      0,
    );
    const later = await desk.stint(["verify", out], { fetchDocument: await documents([7])() });
    expect(later.code).toBe(1);
    expect(later.out).toContain("✘ Not verified");
    expect(later.out).toContain("Estimated hours: 30 = 30 [1]");
    expect(later.out).toContain("Credential 2 is not counted: it is not verified");
  });

  test("believes nothing that the page says besides, and no page with two portfolios", async () => {
    await hold(await mine(1));
    const out = join(desk.folder, "p.html");
    await desk.stint(["portfolio", "1", "--out", out, "--yes"]);
    const html = await readFile(out, "utf8");
    const boasting = await desk.file("boast.html", html.replace("<bdi>30</bdi>", "<bdi>9000</bdi>"));
    expect(await readFile(boasting, "utf8")).not.toBe(html);
    const { portfolio } = JSON.parse((await desk.stint(["verify", boasting, "--json"])).out);
    expect(portfolio.sums.hours.total).toBe(30);
    const [link] = /<a download[^>]*>/.exec(html) ?? [];
    const twice = await desk.file("two.html", html.replace("</main>", `${link}</a></main>`));
    expect((await desk.stint(["verify", twice])).error).toContain("more than one portfolio");
    expect((await desk.stint(["verify", await desk.file("x.html", "<html></html>")])).code).toBe(1);
  });
});
