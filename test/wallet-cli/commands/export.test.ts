import { readdir, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bakeCredential, extractCredential } from "../../../core/badge/baked-picture.ts";
import { readPngChunks } from "../../../core/badge/png/png-chunks.ts";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { chunk, png, svg } from "../../support/pictures.ts";
import { type Bench, benchWithWallet, issuedTo } from "../../support/stint.ts";
import { employer, unsigned } from "../../support/world.ts";

let desk: Bench & { did: string };
/** In the wallet as number 1; as a JWT number 2. */
let credential: JsonObject;
let jwt: string;
beforeAll(async () => {
  desk = await benchWithWallet();
  credential = await issuedTo(desk.did);
  const credentialSubject = { ...(unsigned().credentialSubject as JsonObject), id: desk.did };
  jwt = await createCredentialJwt(unsigned({ credentialSubject }), { signer: employer.signer });
  for (const one of [credential, jwt]) await desk.stint(["add", await desk.file("credential", one)]);
});
afterAll(() => desk.remove());

let files = 0;
/** Exports into a new file and reads it. */
async function exported(...args: string[]) {
  files += 1;
  const out = join(desk.folder, `export-${files}`);
  const said = await desk.stint(["export", ...args, "--out", out]);
  const bytes = said.code === 0 ? await readFile(out) : Buffer.alloc(0);
  return { said, out, bytes };
}

/** The pixels of a PNG as they were filtered: enough to tell one picture from another. */
function pixelsOf(file: Uint8Array): Buffer {
  const data = readPngChunks(file).filter(({ type }) => type === "IDAT");
  return inflateSync(Buffer.concat(data.map((one) => one.data)));
}

describe("stint export of a credential as it was issued", () => {
  test("prints what an issuer signed, or writes it into a new file of the owner's", async () => {
    expect(JSON.parse((await desk.stint(["export", "1", "--json"])).out)).toEqual(credential);
    expect((await desk.stint(["export", "2", "--jwt"])).out).toBe(`${jwt}\n`);
    expect(JSON.parse((await desk.stint(["export", "2", "--jwt", "--json"])).out)).toBe(jwt);
    const written = await exported("1", "--json");
    expect(JSON.parse(written.bytes.toString())).toEqual(credential);
    expect(JSON.parse(written.said.out)).toEqual({ file: written.out });
    expect((await stat(written.out)).mode & 0o777).toBe(0o600);
    expect((await desk.stint(["verify", written.out])).code).toBe(0);
  });

  test.each([
    ["the JWT of one with a proof in it", ["1", "--jwt"], "--json"],
    ["JSON of a JWT", ["2", "--json"], "--jwt"],
    ["no form", ["1"], "As what?"],
    ["two forms", ["1", "--png", "--svg"], "One form at a time"],
    ["a document and a picture", ["1", "--jwt", "--pdf"], "One form at a time"],
  ])("does not make %s", async (_, args, words) => {
    const said = await desk.stint(["export", ...args]);
    expect(said).toMatchObject({ code: 2, out: "" });
    const told = args.includes("--json") ? JSON.parse(said.error).detail : said.error;
    expect(args.includes("--json") ? "--jwt" : told).toContain(words);
    expect(told).not.toBe("");
  });

  test("never writes over a file, and says when there is no such credential", async () => {
    const { out } = await exported("1", "--json");
    expect((await desk.stint(["export", "1", "--svg", "--out", out])).code).toBe(1);
    expect((await desk.stint(["export", "9", "--png"])).code).toBe(1);
  });
});

describe("stint export of a badge (Open Badges 3.0, 5.3)", () => {
  test.each(["png", "svg"])("bakes the credential into a default %s, the same each time", async (form) => {
    const one = await exported("1", `--${form}`);
    expect(one.said).toMatchObject({ code: 0, out: "" });
    expect(one.said.error).toContain("can read the whole credential");
    expect(JSON.parse(extractCredential(one.bytes))).toEqual(credential);
    expect((await exported("1", `--${form}`)).bytes.equals(one.bytes)).toBe(true);
    expect(extractCredential((await exported("2", `--${form}`)).bytes)).toBe(jwt);
    expect((await desk.stint(["verify", one.out])).out).toContain("Cargo delay dashboard");
  });

  test("tells programs the file alone", async () => {
    const { said, out } = await exported("1", "--svg", "--json");
    expect(JSON.parse(said.out)).toEqual({ file: out });
  });

  test("bakes it into the person's own picture, of the same kind only", async () => {
    const [image, drawing] = [
      await desk.file("own.png", png()),
      await desk.file("own.svg", svg("<title>Me</title>")),
    ];
    const inPng = (await exported("1", "--png", "--image", image)).bytes;
    expect(inPng.equals(Buffer.from(bakeCredential(png(), credential, { replace: false })))).toBe(true);
    expect((await exported("1", "--svg", "--image", drawing)).bytes.toString()).toContain(
      "<title>Me</title>",
    );
    for (const [form, file, words] of [
      ["--svg", image, "Export with --png"],
      ["--png", drawing, "Export with --svg"],
      ["--png", await desk.file("own.gif", "GIF89a"), "no PNG and no SVG"],
    ] as const) {
      const { said } = await exported("1", form, "--image", file);
      expect(said).toMatchObject({ code: 2, out: "" });
      expect(said.error).toContain(words);
    }
  });

  test("puts it in place of another badge only when told to", async () => {
    const older = await desk.file("older.png", png(chunk("tEXt", "openbadges\0https://x.example")));
    const refused = await exported("1", "--png", "--image", older);
    expect(refused.said.code).toBe(1);
    expect(refused.said.error).toContain("--replace");
    const { bytes } = await exported("1", "--png", "--image", older, "--replace");
    expect(bytes.equals(Buffer.from(bakeCredential(png(), credential, { replace: false })))).toBe(true);
  });

  test("refuses a picture that is damaged or missing", async () => {
    const damaged = await desk.file("damaged.png", png().subarray(0, -2));
    for (const image of [damaged, join(desk.folder, "nowhere.png")])
      expect((await exported("1", "--png", "--image", image)).said).toMatchObject({ code: 1, out: "" });
  });

  test("names the file after the title when nobody names it", async () => {
    const before = process.cwd();
    process.chdir(desk.folder);
    try {
      expect((await desk.stint(["export", "1", "--svg"])).code).toBe(0);
      expect(await readdir(desk.folder)).toContain("cargo-delay-dashboard.svg");
    } finally {
      process.chdir(before);
    }
  });
});

describe("the picture that the credential itself names", () => {
  let usual: Buffer;
  beforeAll(async () => {
    usual = pixelsOf((await exported("1", "--png")).bytes);
  });

  async function withImage(image: string, id: string): Promise<string> {
    const credentialSubject = unsigned().credentialSubject as JsonObject;
    const achievement = {
      ...(credentialSubject.achievement as JsonObject),
      image: { id: image, type: "Image" },
    };
    const changes = { id, credentialSubject: { ...credentialSubject, id: desk.did, achievement } };
    const signed = await signCredential(unsigned(changes), {
      signer: employer.signer,
      created: new Date("2026-10-01T00:00:00Z"),
    });
    expect((await desk.stint(["add", await desk.file("c.json", signed)])).code).toBe(0);
    return id;
  }
  const url = (type: string, bytes: Uint8Array | string) =>
    `data:image/${type};base64,${Buffer.from(bytes as string).toString("base64")}`;

  test("is used when it is a PNG in a data: URL, which was signed with the rest", async () => {
    const id = await withImage(
      url("png", png(chunk("tEXt", "Comment\0issuer"))),
      "urn:uuid:00000000-0000-4000-8000-000000000001",
    );
    const { bytes } = await exported(id, "--png");
    expect(pixelsOf(bytes).equals(pixelsOf(png()))).toBe(true);
    expect(bytes.toString("latin1")).toContain("Comment\0issuer");
  });

  test.each([
    ["is never fetched", "https://harbour.example/badge.png", "elsewhere and was not fetched", "2"],
    ["is not used when it is damaged", url("png", png().subarray(0, -1)), "cannot be used", "3"],
    [
      "is not used when it is an SVG, which could act",
      url("svg+xml", svg("<script/>")),
      "cannot be used",
      "4",
    ],
  ])("%s", async (_, image, words, number) => {
    const id = await withImage(image, `urn:uuid:00000000-0000-4000-8000-00000000000${number}`);
    const { said, bytes } = await exported(id, "--png");
    expect(said.code).toBe(0);
    expect(said.error).toContain(words);
    expect(pixelsOf(bytes).equals(usual)).toBe(true);
  });
});

describe("the letters of a default PNG", () => {
  async function titled(name: string, number: number): Promise<string> {
    const id = `urn:uuid:00000000-0000-4000-8000-0000000001${number}`;
    const credentialSubject = unsigned().credentialSubject as JsonObject;
    const achievement = { ...(credentialSubject.achievement as JsonObject), name };
    const signed = await issuedTo(desk.did, {
      id,
      credentialSubject: { ...credentialSubject, id: desk.did, achievement },
    });
    expect((await desk.stint(["add", await desk.file("c.json", signed)])).code).toBe(0);
    return id;
  }

  test("are there for the scripts that the wallet has, and their absence is told for others", async () => {
    const arabic = await exported(await titled("تصميم", 10), "--png");
    expect(arabic.said.error).not.toContain("without words");
    const chinese = await exported(await titled("货物延误", 11), "--png");
    expect(chinese.said.code).toBe(0);
    expect(chinese.said.error).toContain(
      "without words: no font here has all the letters. Bring one with --font",
    );
  });

  test("come from the person's own font when it is one", async () => {
    const id = await titled("√2", 12);
    const font = createRequire(import.meta.url).resolve(
      "@fontsource/noto-sans-arabic/files/noto-sans-arabic-math-400-normal.woff",
    );
    expect((await exported(id, "--png")).said.error).toContain("without words");
    expect((await exported(id, "--png", "--font", font)).said.error).not.toContain("without words");
    const notFont = await exported(id, "--png", "--font", await desk.file("font.ttf", "no font"));
    expect(notFont.said).toMatchObject({ code: 2, out: "" });
    expect(notFont.said.error).toContain("The font cannot be read");
  });
});
