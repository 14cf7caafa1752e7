import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bakeCredential } from "../../../core/badge/baked-picture.ts";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { chunk, png, svg } from "../../support/pictures.ts";
import { type Bench, benchWithWallet, issuedTo } from "../../support/stint.ts";
import { employer, entryAt, presented, unsigned, webOf } from "../../support/world.ts";

let desk: Bench & { did: string };
let credential: JsonObject;
beforeAll(async () => {
  desk = await benchWithWallet();
  credential = await issuedTo(desk.did);
});
afterAll(() => desk.remove());

const bakedInto = (picture: Uint8Array | string, one: JsonObject | string) =>
  bakeCredential(Buffer.from(picture as string), one, { replace: false });
const verify = async (file: Uint8Array | string, ...options: string[]) =>
  desk.stint(["verify", await desk.file("badge", file), ...options]);

describe("a badge (Open Badges 3.0, 5.3) given to stint verify", () => {
  test("has the verdict of the credential in it, and nobody is told that the picture was signed", async () => {
    const jwt = await createCredentialJwt(unsigned(), { signer: employer.signer });
    for (const picture of [png(), svg()]) {
      for (const one of [credential, jwt]) {
        const said = await verify(bakedInto(picture, one));
        expect(said.code).toBe(0);
        expect(said.out).toContain("Verified, issuer not known to you");
        expect(said.error).toContain("The picture around it is not part of what was signed");
      }
      expect((await verify(bakedInto(picture, { ...credential, name: "changed" }))).code).toBe(1);
      const unreachable = await issuedTo(desk.did, { credentialStatus: entryAt(7) });
      expect((await verify(bakedInto(picture, unreachable))).code).toBe(3);
    }
  });

  test("says nothing but the verdict to programs, and nothing of pictures without one", async () => {
    const said = await verify(bakedInto(png(), credential), "--json");
    expect(said).toMatchObject({ code: 0 });
    expect(JSON.parse(said.out)).toMatchObject({ verified: true });
    expect((await verify(JSON.stringify(credential))).error).toBe("");
  });

  test("may come from an address or on standard input", async () => {
    const input = bakedInto(png(), credential);
    const url = "https://badges.example/1.png";
    expect((await desk.stint(["verify", "-"], { input })).code).toBe(0);
    expect((await desk.stint(["verify", url], { fetchDocument: webOf({ [url]: input }) })).code).toBe(0);
  });

  test.each<[string, Uint8Array | string, number, string]>([
    ["a picture without a credential", png(), 1, "ask for the original file"],
    ["a damaged picture", png().subarray(0, -3), 1, "cut off"],
    ["an SVG with entities of its own", `<!DOCTYPE svg [<!ENTITY a "b">]>${svg()}`, 1, "DOCTYPE of its own"],
    [
      "an Open Badges 2 badge",
      png(chunk("tEXt", "openbadges\0https://x.example")),
      3,
      "an Open Badges 2 badge",
    ],
    ["a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 1, "Badges are PNG or SVG"],
    ["a PDF", "%PDF-1.7", 1, "save that and take it instead"],
    ["a web page", "<!doctype html><svg></svg>", 1, "a web page"],
  ])("is refused in words when it is %s", async (_, file, code, words) => {
    const said = await verify(file);
    expect(said).toMatchObject({ code, out: "" });
    expect(said.error).toContain(words);
  });

  test("holds no presentation (Open Badges 3.0, 5)", async () => {
    const said = await verify(
      bakedInto(svg(), await presented([credential])),
      "--challenge",
      "c",
      "--domain",
      "d",
    );
    expect(said).toMatchObject({ code: 2, out: "" });
    expect(said.error).toContain("holds a presentation");
  });
});

describe("a badge given to stint add", () => {
  test("comes into the wallet as the credential that it holds, and no picture does", async () => {
    const said = await desk.stint(["add", await desk.file("badge.png", bakedInto(png(), credential))]);
    expect(said.code).toBe(0);
    expect(said.error).toContain("Only the credential was kept");
    expect(JSON.parse((await desk.stint(["show", "1", "--json"])).out)).toEqual(credential);
  });

  test("does not come in when its credential was changed", async () => {
    const file = await desk.file("b.svg", bakedInto(svg(), { ...credential, name: "changed" }));
    expect(await desk.stint(["add", file])).toMatchObject({ code: 1, out: "" });
  });
});
