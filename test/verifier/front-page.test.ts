import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bakeCredential } from "../../core/badge/baked-picture.ts";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { type FrontPage, openFrontPage, type ServedAnswer, verdictOf } from "../support/front-page.ts";
import { chunk, png, svg } from "../support/pictures.ts";
import { employer, issued, presented, unsigned } from "../support/world.ts";

let page: FrontPage;
let give: FrontPage["give"];
let elsewhere: FrontPage["elsewhere"];
/** What the server at credentials.example answers at the moment. */
let answer: ServedAnswer;

beforeAll(async () => {
  page = await openFrontPage(() => answer);
  ({ give, elsewhere } = page);
});
afterAll(() => page.close());

describe("a file on the front page, sent without a script", () => {
  it("is verified, with a byte order mark too", async () => {
    const text = JSON.stringify(await issued());
    for (const file of [text, `\ufeff${text}`]) {
      const { status, html } = await give("", file);
      expect([status, verdictOf(html)]).toEqual([200, "verified"]);
    }
  });

  it("may be a compact JWT, as may what is pasted", async () => {
    const jwt = await createCredentialJwt(unsigned(), { signer: employer.signer });
    for (const { html } of [await give("", `${jwt}\n`), await give(jwt)])
      expect(verdictOf(html)).toBe("verified");
    const [header, payload, signature = ""] = jwt.split(".");
    const altered = `${header}.${payload}.${signature.replace(/^./, (sign) => (sign === "A" ? "B" : "A"))}`;
    expect(verdictOf((await give(altered)).html)).toBe("not-verified");
  });

  it.each<[string, Uint8Array | string, number, string]>([
    ["the beginning of a PNG", png().subarray(0, 40), 400, "The PNG file is cut off"],
    ["a PNG without a credential", png(), 422, "no credential in this picture"],
    ["an SVG without a credential", svg(), 422, "no credential in this picture"],
    [
      "an SVG with entities of its own",
      `<!DOCTYPE svg [<!ENTITY a "b">]>${svg()}`,
      400,
      "DOCTYPE of its own",
    ],
    ["an Open Badges 2 badge", png(chunk("iTXt", "openbadges\0\0\0\0\0{}")), 422, "an Open Badges 2 badge"],
    [
      "a picture with other text",
      png(chunk("iTXt", "openbadgecredential\0\0\0\0\0https://x.example")),
      400,
      "neither JSON",
    ],
    ["a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 415, "a picture (JPEG)"],
    ["a GIF", "GIF89a", 415, "a picture (GIF)"],
    ["a WebP", "RIFF\0\0\0\0WEBP", 415, "a picture (WebP)"],
    ["a PDF", "%PDF-1.7", 415, "attached to it"],
    ["a web page", "<!doctype html><title>x</title>", 415, "a web page"],
    ["other bytes", Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]), 400, "not a text file"],
    ["more than a mebibyte", "x".repeat(1024 * 1024 + 1), 413, "larger than"],
    ["nothing", "", 400, "empty"],
    ["a letter", "Dear Sir or Madam, I finished", 400, "neither JSON, nor a JWT, nor an https link"],
  ])("is refused in words when it is %s", async (_what, file, status, words) => {
    const answered = await give("", file);
    expect(answered.status).toBe(status);
    expect(answered.html).toContain("This could not be read");
    expect(answered.html).toContain(words);
  });

  it("and a text together are one too many", async () => {
    const { status, html } = await give("{}", "{}");
    expect([status, html.includes("not both")]).toEqual([400, true]);
    expect((await give("")).html).toContain("Paste something");
  });

  it("with another field beside it is no form of ours", async () => {
    expect((await give("{}", undefined, { admin: "yes" })).status).toBe(400);
  });
});

describe("a badge on the front page (Open Badges 3.0, 5.3)", () => {
  const bakedInto = (picture: string | Uint8Array, credential: JsonObject | string) =>
    bakeCredential(Buffer.from(picture as string), credential, { replace: false });
  const note = "The picture itself is not part of what was signed";

  it("has the verdict of the credential in it, and says that nobody signed the picture", async () => {
    const credential = await issued();
    const jwt = await createCredentialJwt(unsigned(), { signer: employer.signer });
    for (const picture of [png(), svg("<title>Rector of the university</title>")]) {
      for (const one of [credential, jwt]) {
        const { status, html } = await give("", bakedInto(picture, one));
        expect([status, verdictOf(html)]).toEqual([200, "verified"]);
        expect(html).toContain(note);
        expect(html).not.toContain("Rector");
      }
      const altered = await give("", bakedInto(picture, { ...credential, name: "changed" }));
      expect([altered.status, verdictOf(altered.html)]).toEqual([422, "not-verified"]);
    }
    expect((await give(JSON.stringify(credential))).html).not.toContain(note);
  });

  it("may stand behind a link, and be pasted as the text of an SVG", async () => {
    answer = { status: 200, body: Buffer.from(bakedInto(png(), await issued())) };
    const followed = await give("https://credentials.example/badge.png");
    const pasted = await give(Buffer.from(bakedInto(svg(), await issued())).toString());
    for (const { html } of [followed, pasted]) {
      expect(verdictOf(html)).toBe("verified");
      expect(html).toContain(note);
    }
  });

  it("holds a credential and no presentation (Open Badges 3.0, 5)", async () => {
    const { status, html } = await give("", bakedInto(png(), await presented([await issued()])));
    expect([status, verdictOf(html)]).toEqual([400, undefined]);
    expect(html).toContain("this picture holds a presentation");
  });
});

describe("a link on the front page", () => {
  const link = "https://credentials.example/credentials/42";

  it("is followed once, to JSON or a JWT", async () => {
    for (const body of [
      JSON.stringify(await issued()),
      await createCredentialJwt(unsigned(), { signer: employer.signer }),
    ]) {
      answer = { status: 200, body };
      expect(verdictOf((await give(` ${link}\n`)).html)).toBe("verified");
    }
    answer = { status: 200, body: '"https://credentials.example/next"' };
    expect((await give(link)).status).toBe(400);
  });

  it.each([
    [{ status: 404, body: "" }, 422, "HTTP 404"],
    [{ status: 302, body: "", headers: { location: "http://169.254.169.254/" } }, 422, "redirect"],
    [{ status: 200, body: "<!doctype html><p>Offer" }, 415, "a web page"],
    [{ status: 200, body: '{"verified":true,"checks":[]}' }, 400, "another verifier"],
    [{ status: 200, body: `"${"x".repeat(1024 * 1024)}"` }, 413, "larger than"],
  ])("that is answered with %j leads to words, not to a verdict", async (answered, status, words) => {
    answer = answered;
    const { html, status: told } = await give(link);
    expect([told, verdictOf(html)]).toEqual([status, undefined]);
    expect(html).toContain(words);
    expect(html).toContain(link);
  });

  it.each([
    ["http://credentials.example/1", 422],
    ["https://127.0.0.1/1", 422],
    ["https://localhost:8002/trust", 422],
    ["https://10.1.2.3/", 422],
    ["https://[fd00:ec2::254]/latest/meta-data", 422],
    ["https://2130706433/", 422],
    ["https://user@credentials.example/", 422],
    ["file:///etc/passwd", 400],
    ["openid-credential-offer://?credential_offer_uri=https%3A%2F%2F127.0.0.1", 400],
    ["openid4vp://?client_id=x", 400],
  ])("to %s is never fetched (rule 5)", async (text, status) => {
    const before = elsewhere.connections();
    expect((await give(text)).status).toBe(status);
    expect(elsewhere.connections()).toBe(before);
  });

  it("to a share of this verifier leads there, and to nothing else of it", async () => {
    const before = elsewhere.connections();
    const share = await give("https://verifier.example/shares/AbC_d-123");
    expect([share.status, share.location]).toEqual([303, "/shares/AbC_d-123"]);
    for (const path of ["/shares/../trust", "/shares/a/b", "/shares/a?x=1"])
      expect((await give(`https://verifier.example${path}`)).location).toBeUndefined();
    expect((await give("https://verifier.example.evil.example/shares/abc")).location).toBeUndefined();
    expect(elsewhere.connections()).toBe(before);
  });
});
