import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { achievementImage, dataUrlOfPng } from "../../../core/badge/achievement-image.ts";
import { badgeImage } from "../../../core/badge/default-image/badge-image.ts";
import { openCredential } from "../../../core/credential/open-credential.ts";
import { type AchievementDesk, browser, openAchievementDesk } from "../../support/achievement-desk.ts";
import { achievementContent, recipients } from "../../support/completions.ts";
import { png } from "../../support/pictures.ts";

let issuer: AchievementDesk["issuer"];
let acme: AchievementDesk["acme"];
let create: AchievementDesk["create"];
let look: AchievementDesk["look"];

beforeAll(async () => {
  ({ issuer, acme, create, look } = await openAchievementDesk());
});
afterAll(() => issuer.stop());

describe("The employer's own picture", () => {
  const image = dataUrlOfPng(png());

  test("is part of the achievement, and is signed with each credential (Open Badges 3.0, Achievement.image)", async () => {
    const { id } = await create({ image });
    const seen = (await look(`/achievements/${id}`)).body;
    expect(seen).toMatchObject({ content: { image }, achievement: { image: { id: image, type: "Image" } } });
    expect((await look(`/achievements/${id}`, browser)).text).toContain(`<img class="badge" src="${image}"`);
    const { verifiableCredential: credential } = await acme.complete({
      achievement: id,
      recipient: recipients.known,
    });
    expect(credential).toMatchObject({ credentialSubject: { achievement: { image: { id: image } } } });
    expect(achievementImage((await openCredential(credential, "all")).statement)).toBe(image);
  });

  test("ends with the version that has none", async () => {
    const { id } = await create({ image });
    await acme.ask("PUT", `/achievements/${id}`, achievementContent());
    expect((await look(`/achievements/${id}`)).body.content).not.toHaveProperty("image");
    expect((await look(`/achievements/${id}/versions/1`)).body).toMatchObject({ content: { image } });
  });
});

describe("The badge of an achievement", () => {
  test("is a picture of its names and the issuer's, for everybody and every site, and may do nothing", async () => {
    const { id } = await create({ title: 'Ships & "ports" <b>' });
    const badge = await look(`/achievements/${id}/badge.svg`);
    expect(badge.status).toBe(200);
    expect(badge.text).toBe(badgeImage({ name: 'Ships & "ports" <b>', issuerName: "Employer acme" }));
    expect(Object.fromEntries(badge.headers)).toMatchObject({
      "content-type": "image/svg+xml; charset=utf-8",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "public, max-age=300, must-revalidate",
    });
    expect(badge.headers.get("etag")).toBeTruthy();
  });

  test("follows its revisions, and stands on its page", async () => {
    const { id } = await create();
    await acme.ask("PUT", `/achievements/${id}`, achievementContent({ title: "Another title" }));
    expect((await look(`/achievements/${id}/badge.svg`)).text).toContain("Badge for Another title");
    expect((await look(`/achievements/${id}`, browser)).text).toContain(
      `src="/issuers/acme/achievements/${id}/badge.svg"`,
    );
  });

  test.each(["00000000-0000-4000-8000-000000000000", "..%2f..%2fx"])("of %s is none", async (id) => {
    expect([400, 404]).toContain((await look(`/achievements/${id}/badge.svg`)).status);
  });
});
