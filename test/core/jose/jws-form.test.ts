import { describe, expect, test } from "vitest";
import { jwsPayload, looksLikeCompactJws, parseCompactJws } from "../../../core/jose/compact-jws.ts";
import { eddsa, encode, signParts } from "../../support/rfc8037.ts";

const parse = (text: string) => parseCompactJws(text, { maxBytes: 10_000 });

describe("a compact JWS", () => {
  test.each<[name: string, header: string]>([
    ["no alg", "{}"],
    ["alg none", '{"alg":"none"}'],
    ["alg NONE", '{"alg":"NONE"}'],
    ["an alg that is a list", '{"alg":["EdDSA"]}'],
    ["an alg of null", '{"alg":null}'],
    ["alg hs256", '{"alg":"hs256"}'],
    ["crit", '{"alg":"EdDSA","crit":["exp"],"exp":1}'],
    ["an empty crit", '{"alg":"EdDSA","crit":[]}'],
    ["b64", '{"alg":"EdDSA","b64":false,"crit":["b64"]}'],
    ["b64 without crit", '{"alg":"EdDSA","b64":true}'],
    ["zip", '{"alg":"EdDSA","zip":"DEF"}'],
    ["alg twice", '{"alg":"EdDSA","alg":"EdDSA"}'],
    ["__proto__", '{"alg":"EdDSA","__proto__":{"kid":"a"}}'],
    ["a list", '["EdDSA"]'],
    ["text after it", '{"alg":"EdDSA"} {}'],
    ["more than 16 KiB", `{"alg":"EdDSA","kid":"${"a".repeat(17_000)}"}`],
  ])("is refused with %s in its header", (_name, header) => {
    const jws = signParts(encode(header), encode("{}"));
    const limits = { maxBytes: 40_000 };
    expect(() => parseCompactJws(jws, limits)).toThrow(expect.objectContaining({ code: "PARSING_ERROR" }));
  });

  test.each(["RS384", "PS512", "rs256", "RSA-OAEP", "ES256K", "Ed448", "eddsa", "toString"])(
    "of %s is not judged",
    (alg) => {
      const jws = signParts(encode(JSON.stringify({ alg })), encode("{}"));
      expect(() => parse(jws)).toThrow(expect.objectContaining({ code: "UNSUPPORTED" }));
    },
  );

  const [header, payload, signature] = eddsa.jws.split(".") as [string, string, string];
  test.each<[name: string, text: string]>([
    ["nothing", ""],
    ["one part", header],
    ["two parts", `${header}.${payload}`],
    ["four parts", `${eddsa.jws}.`],
    ["five parts, as an encrypted JWT has", `${eddsa.jws}.AA.AA`],
    ["padding", `${header}.${payload}.${signature}==`],
    ["padding in the header", `${header}=.${payload}.${signature}`],
    ["plain base64", `${header}.${payload}.${signature.replaceAll("_", "/")}`],
    ["left-over bits in the signature", `${header}.${payload}.${signature.slice(0, -1)}h`],
    ["left-over bits in the payload", `${header}.${payload.slice(0, -1)}d.${signature}`],
    ["a length that base64url never has", `${header}.${payload}.${signature.slice(0, -1)}`],
    ["a line break", `${header}.${payload}.\n${signature}`],
    ["a space at the end", `${eddsa.jws} `],
    ["a letter that is not ASCII", `${header}.${payload}.ſ${signature.slice(1)}`],
  ])("is refused with %s", (_name, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: "PARSING_ERROR" }));
  });

  test("is refused above the length that the caller sets", () => {
    const limits = { maxBytes: eddsa.jws.length };
    expect(parseCompactJws(eddsa.jws, limits).signature).toHaveLength(64);
    expect(() => parseCompactJws(`${eddsa.jws}A`, limits)).toThrow(
      expect.objectContaining({ code: "CONTENT_TOO_LARGE" }),
    );
  });

  test.each<[name: string, payload: string]>([
    ["a member twice", '{"iss":"a","iss":"b"}'],
    ["a list", "[]"],
    ["text", '"iss"'],
    ["nothing", ""],
    ["a byte order mark", "\ufeff{}"],
    ["__proto__", '{"__proto__":{"iss":"a"}}'],
  ])("holds no claims with %s as payload", (_name, text) => {
    const jws = parse(signParts(header, encode(text)));
    expect(() => jwsPayload(jws)).toThrow(expect.objectContaining({ code: "PARSING_ERROR" }));
  });

  test("is told from JSON by its shape", () => {
    expect(looksLikeCompactJws(eddsa.jws)).toBe(true);
    expect(looksLikeCompactJws(signParts(encode('{ "alg":"EdDSA"}'), encode("{}")))).toBe(true);
    expect(looksLikeCompactJws(signParts(encode('{\n"alg":"EdDSA"}'), encode("{}")))).toBe(true);
    for (const other of [
      "{}",
      "https://a.example/b.c",
      "www.recruiter.example",
      `${eddsa.jws}\n`,
      "e.e",
      "",
    ]) {
      expect(looksLikeCompactJws(other)).toBe(false);
    }
  });
});
