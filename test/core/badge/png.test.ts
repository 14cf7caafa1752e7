import { Readable } from "node:stream";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import pngItxt from "png-itxt";
import { describe, expect, it } from "vitest";
import { bakeCredential, extractCredential } from "../../../core/badge/baked-picture.ts";
import { badgeLimits } from "../../../core/badge/limits.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { anyText, chunk, end, header, pixels, png, signature } from "../../support/pictures.ts";
import { issued } from "../../support/world.ts";

const keyword = "openbadgecredential";
const iTXt = (text: string | Uint8Array, start = `${keyword}\0\0\0\0\0`) =>
  chunk("iTXt", Buffer.concat([Buffer.from(start, "latin1"), Buffer.from(text as string)]));
const baked = iTXt('{"a":1}');
const bomb = deflateSync(Buffer.alloc(8 * 1024 * 1024));

/** What another program finds in the file under the keyword. */
async function foundByOthers(file: Uint8Array): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const found = pngItxt.get(keyword, (error, text) => (error ? reject(error) : resolve(text?.value)));
    Readable.from([file]).pipe(found);
  });
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return "nothing thrown";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("a credential in a PNG (Open Badges 3.0, 5.3.1)", () => {
  it("is what another program finds there too, as JSON and as a JWT", async () => {
    const credential = await issued({ name: "Zoë 東京 🎓 مرحبا" });
    const jwt = "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl";
    const files = [credential, jwt].map((one) => bakeCredential(png(), one, { replace: false }));
    expect(await Promise.all(files.map(foundByOthers))).toEqual([JSON.stringify(credential), jwt]);
  });

  it("comes out as it went in, whatever it says, and leaves the rest of the picture as it was", () => {
    const other = fc.uint8Array({ maxLength: 40 }).map((data) => chunk("prVt", data));
    fc.assert(
      fc.property(fc.array(other, { maxLength: 3 }), anyText, (others, text) => {
        const picture = png(...others);
        const file = Buffer.from(bakeCredential(picture, { text }, { replace: false }));
        expect(JSON.parse(extractCredential(file))).toEqual({ text });
        const [start, inserted] = [signature.length + header.length, file.length - picture.length];
        const without = Buffer.concat([file.subarray(0, start), file.subarray(start + inserted)]);
        expect(without.equals(picture)).toBe(true);
      }),
    );
  });

  it("may stand anywhere between header and end, with a language and a translated keyword", () => {
    const file = Buffer.concat([
      signature,
      header,
      pixels,
      iTXt(" {}\n", `${keyword}\0\0\0en\0Abzeichen\0`),
      end,
    ]);
    expect(extractCredential(file)).toBe("{}");
  });

  it("is put in place of an older one only when that is asked for", () => {
    const old = [chunk("tEXt", "openbadges\0https://badges.example/1"), baked];
    for (const chunks of [old, [baked], [chunk("zTXt", `${keyword}\0\0x`)]]) {
      const picture = png(...chunks);
      expect(codeOf(() => bakeCredential(picture, { b: 2 }, { replace: false }))).toBe("ALREADY_EXISTS");
      const file = bakeCredential(picture, { b: 2 }, { replace: true });
      expect(Buffer.from(file)).toEqual(Buffer.from(bakeCredential(png(), { b: 2 }, { replace: false })));
    }
  });
});

const several = "PARSING_ERROR";

describe("a PNG is refused", () => {
  it.each<[string, string, Uint8Array]>([
    ["without a credential", "NO_CREDENTIAL", png(iTXt("{}", "Comment\0\0\0\0\0"))],
    ["with a keyword that has no end", "NO_CREDENTIAL", png(iTXt("{}", keyword))],
    ["with an Open Badges 2 badge", "UNSUPPORTED", png(iTXt("{}", "openbadges\0\0\0\0\0"))],
    ["with an Open Badges 1 badge", "UNSUPPORTED", png(chunk("tEXt", "openbadges\0https://x.example"))],
    ["with two credentials", several, png(baked, baked)],
    ["with a second one of another kind", several, png(baked, chunk("tEXt", `${keyword}\0{}`))],
    ["with a credential in tEXt", "PARSING_ERROR", png(chunk("tEXt", `${keyword}\0\0\0\0\0{}`))],
    [
      "with a bomb in zTXt",
      "PARSING_ERROR",
      png(chunk("zTXt", Buffer.concat([Buffer.from(`${keyword}\0\0`), bomb]))),
    ],
    ["with a bomb in iTXt", "PARSING_ERROR", png(iTXt(bomb, `${keyword}\0\x01\0\0\0`))],
    ["with an unknown compression", "PARSING_ERROR", png(iTXt("{}", `${keyword}\0\0\x01\0\0`))],
    ["with a credential that is cut off", "PARSING_ERROR", png(iTXt("", `${keyword}\0\0\0`))],
    [
      "with a credential that has no translated keyword",
      "PARSING_ERROR",
      png(iTXt("", `${keyword}\0\0\0en\0`)),
    ],
    ["with a credential that is not UTF-8", "PARSING_ERROR", png(iTXt(Buffer.from([0x7b, 0xff, 0x7d])))],
    ["with a credential above 256 KiB", "CONTENT_TOO_LARGE", png(iTXt("x".repeat(256 * 1024 + 1)))],
    ["above 4 MiB", "CONTENT_TOO_LARGE", png(baked, chunk("prVt", Buffer.alloc(4 * 1024 * 1024)))],
    [
      "that went through a text mode",
      "PARSING_ERROR",
      Buffer.from(png(baked).toString("latin1").replace("\r\n", "\n"), "latin1"),
    ],
    ["that ends in a chunk", "PARSING_ERROR", png(baked).subarray(0, -20)],
    ["that ends in a chunk's head", "PARSING_ERROR", png(baked).subarray(0, -7)],
    [
      "with a chunk that claims 4 GiB",
      "PARSING_ERROR",
      png(baked, chunk("prVt", "x", { length: 0xffffffff })),
    ],
    [
      "with a chunk that claims a byte too many at the end",
      "PARSING_ERROR",
      Buffer.concat([png(baked).subarray(0, -12), chunk("IEND", "", { length: 1 })]),
    ],
    ["with a chunk without a name", "PARSING_ERROR", png(baked, chunk("p1Vt"))],
    [
      "with a credential whose CRC is wrong",
      "PARSING_ERROR",
      png(chunk("iTXt", `${keyword}\0\0\0\0\0{}`, { crc: 7 })),
    ],
    ["with pixels whose CRC is wrong", "PARSING_ERROR", png(baked, chunk("IDAT", "x", { crc: 7 }))],
    [
      "that does not begin with its header",
      "PARSING_ERROR",
      Buffer.concat([signature, baked, header, pixels, end]),
    ],
    [
      "with a short header",
      "PARSING_ERROR",
      Buffer.concat([signature, chunk("IHDR", "x"), baked, pixels, end]),
    ],
    ["with two headers", "PARSING_ERROR", png(header, baked)],
    ["without pixels", "PARSING_ERROR", Buffer.concat([signature, header, baked, end])],
    ["without an end", "PARSING_ERROR", Buffer.concat([signature, header, baked, pixels])],
    [
      "with something in its end",
      "PARSING_ERROR",
      Buffer.concat([signature, header, baked, pixels, chunk("IEND", "x")]),
    ],
    ["with a chunk after its end", "PARSING_ERROR", Buffer.concat([png(), baked])],
    ["with bytes after its end", "PARSING_ERROR", Buffer.concat([png(baked), Buffer.from("PK\x03\x04")])],
    ["with another end after its end", "PARSING_ERROR", Buffer.concat([png(baked), end])],
    ["with another PNG behind it", "PARSING_ERROR", Buffer.concat([png(), png(baked)])],
    [
      "with too many chunks",
      "PARSING_ERROR",
      png(baked, ...Array.from({ length: badgeLimits.pngChunks - 3 }, () => chunk("prVt"))),
    ],
  ])("%s: %s", (_, code, file) => {
    expect(codeOf(() => extractCredential(file))).toBe(code);
  });

  it("at no other number of chunks than one too many", () => {
    const others = Array.from({ length: badgeLimits.pngChunks - 4 }, () => chunk("prVt"));
    expect(extractCredential(png(baked, ...others))).toBe('{"a":1}');
  });

  it("when it was cut anywhere, or any of its bytes was changed", () => {
    const whole = png(baked);
    for (let size = 0; size < whole.length; size += 1) {
      expect(codeOf(() => extractCredential(whole.subarray(0, size)))).toMatch(
        /^(PARSING_ERROR|UNSUPPORTED_MEDIA_TYPE)$/,
      );
      const altered = Buffer.from(whole);
      altered.writeUInt8(altered.readUInt8(size) ^ 0x20, size);
      expect(codeOf(() => extractCredential(altered))).toMatch(/^(PARSING_ERROR|UNSUPPORTED_MEDIA_TYPE)$/);
    }
  });

  it("as a picture to bake into, when it is damaged or becomes too large", () => {
    const bake = (picture: Uint8Array, credential: JsonObject | string) =>
      codeOf(() => bakeCredential(picture, credential, { replace: false }));
    expect(bake(png().subarray(0, -1), {})).toBe("PARSING_ERROR");
    const room = chunk("prVt", Buffer.alloc(badgeLimits.pngBytes - png().length - 12));
    expect(bake(png(room), {})).toBe("CONTENT_TOO_LARGE");
    expect(bake(png(), { a: "x".repeat(badgeLimits.credentialBytes) })).toBe("CONTENT_TOO_LARGE");
    expect(() => bakeCredential(png(), "https://badges.example", { replace: false })).toThrow(TypeError);
  });
});
