import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bakeCredential } from "../../core/badge/baked-picture.ts";
import { badgeLimits } from "../../core/badge/limits.ts";
import { chunk, png, svg } from "../support/pictures.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { employer, issued, now, presented } from "../support/world.ts";

let verifier: RunningVerifier;
beforeAll(async () => {
  verifier = await runVerifier({
    issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }],
    now: () => now,
  });
});
afterAll(() => verifier.stop());

async function post(picture: Uint8Array | string, type: string) {
  const headers = { "Content-Type": type };
  const body = Buffer.from(picture as string);
  const response = await fetch(`${verifier.url}/badges/verify`, { method: "POST", headers, body });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

const bakedInto = (picture: Uint8Array | string, credential: Parameters<typeof bakeCredential>[1]) =>
  bakeCredential(Buffer.from(picture as string), credential, { replace: false });

describe("POST /badges/verify", () => {
  it("answers with the verdict on the credential in a PNG or an SVG", async () => {
    const credential = await issued();
    for (const [picture, type] of [
      [png(), "image/png"],
      [svg(), "image/svg+xml; charset=utf-8"],
    ] as const) {
      const good = await post(bakedInto(picture, credential), type);
      expect(good).toMatchObject({
        status: 200,
        answer: { verified: true, work: { title: "Cargo delay dashboard" } },
      });
      const altered = await post(bakedInto(picture, { ...credential, name: "changed" }), type);
      expect(altered).toMatchObject({ status: 422, answer: { verified: false, checks: expect.any(Array) } });
    }
  });

  it.each<[string, Uint8Array | string, string, number, string]>([
    ["a picture without a credential", png(), "image/png", 422, "NO_CREDENTIAL"],
    [
      "an Open Badges 2 badge",
      png(chunk("tEXt", "openbadges\0https://x.example")),
      "image/png",
      422,
      "UNSUPPORTED",
    ],
    ["a damaged picture", png().subarray(0, -3), "image/png", 400, "PARSING_ERROR"],
    [
      "a credential that is no picture",
      '{"type":"VerifiableCredential"}',
      "image/png",
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["another media type", png(), "image/jpeg", 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["too large a picture", Buffer.alloc(badgeLimits.pngBytes + 1), "image/png", 413, "CONTENT_TOO_LARGE"],
  ])("answers %s with a problem", async (_, picture, type, status, code) => {
    expect(await post(picture, type)).toMatchObject({ status, answer: { code } });
  });

  it("takes no presentation out of a picture (Open Badges 3.0, 5)", async () => {
    const picture = bakedInto(png(), await presented([await issued()]));
    expect(await post(picture, "image/png")).toMatchObject({
      status: 400,
      answer: { code: "INVALID_REQUEST" },
    });
  });
});
