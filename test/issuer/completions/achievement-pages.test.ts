import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AchievementDesk, browser, openAchievementDesk } from "../../support/achievement-desk.ts";
import { achievementContent, recipients } from "../../support/completions.ts";
import { uglyTexts } from "../../support/hostile-text.ts";

let issuer: AchievementDesk["issuer"];
let acme: AchievementDesk["acme"];
let create: AchievementDesk["create"];
let look: AchievementDesk["look"];

beforeAll(async () => {
  ({ issuer, acme, create, look } = await openAchievementDesk());
});
afterAll(() => issuer.stop());

describe("The public pages of an employer", () => {
  test("show an achievement with Open Graph tags (https://ogp.me) and one address", async () => {
    const { id } = await create({ title: 'Ships & "ports"' });
    const page = await look(`/achievements/${id}`, browser);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("vary")).toContain("Accept");
    expect(page.headers.get("etag")).toBeTruthy();
    const address = `https://issuer.example/issuers/acme/achievements/${id}`;
    for (const [name, content] of [
      ["og:title", "Ships &amp; &quot;ports&quot;"],
      ["og:description", "Build a dashboard of cargo delays for three ports."],
      ["og:type", "website"],
      ["og:url", address],
      ["og:site_name", "Stint Issuer"],
    ]) {
      expect(page.text).toContain(`<meta property="${name}" content="${content}"/>`);
    }
    expect(page.text).toContain(`<link rel="canonical" href="${address}"/>`);
  });

  test.each(["", "/achievements"])(
    "/issuers/acme%s has them too, and names the achievements",
    async (path) => {
      const { id } = await create();
      const page = await look(path, browser);
      expect(page.text).toContain(
        `<meta property="og:url" content="https://issuer.example/issuers/acme${path}"/>`,
      );
      expect(page.text).toMatch(/<meta property="og:description" content="[^"]*Employer acme[^"]*"\/>/);
      expect(page.text).toContain(`href="/issuers/acme/achievements/${id}"`);
    },
  );

  test("give data to who asks for data: our record, or the Open Badges Achievement alone", async () => {
    const { id } = await create();
    const ours = await look(`/achievements/${id}`, { accept: "application/json" });
    const badge = await look(`/achievements/${id}`, { accept: "application/ld+json" });
    expect(badge.body).toMatchObject({
      "@context": [
        "https://www.w3.org/ns/credentials/v2",
        expect.stringContaining("purl.imsglobal.org/spec/ob/v3p0"),
      ],
      id: `urn:uuid:${id}`,
      type: ["Achievement"],
      version: "1",
      name: "Cargo delay dashboard",
      criteria: { narrative: achievementContent().criteria },
    });
    expect(ours.body).toMatchObject({
      id,
      version: 1,
      content: achievementContent(),
      achievement: badge.body,
    });
    expect(ours.body).not.toHaveProperty("by");
  });

  test.each(uglyTexts)("survive %s in every text", async (text) => {
    const skills = [{ ...achievementContent().skills?.[0], targetName: text, targetFramework: text }];
    const rubrics = [{ name: text, levels: [text, "other"] }];
    const content = { title: text, summary: text, criteria: text, tags: [text], skills, rubrics };
    const created = await acme.ask("POST", "/achievements", achievementContent(content as never));
    expect(created.status).toBe(201);
    expect((created.body.content as { title: string }).title).toBe(text);
    for (const path of [`/achievements/${created.body.id}`, "/achievements", ""]) {
      const page = await look(path, browser);
      expect(page.status).toBe(200);
      expect(page.text).not.toMatch(/<script>|<img src=x/);
    }
  });

  test("show no learner: not in HTML, not in data, whatever was completed", async () => {
    const { email, name } = recipients.byMail;
    const { completion, offer } = await acme.complete({
      recipient: { email, name },
      reference: "student-4711",
    });
    const issued = await acme.complete({ recipient: recipients.known, supervisor: "Ines Okafor" });
    const paths = [
      "",
      "/achievements",
      `/achievements/${acme.achievementId}`,
      `/achievements/${acme.achievementId}/versions/1`,
    ];
    const secrets = [
      email,
      name,
      recipients.known.did,
      // Whole: the digits alone may stand in any identifier.
      "student-4711",
      "Ines",
      completion.id,
      issued.completion.credentialId,
    ];
    for (const path of paths) {
      for (const headers of [browser, { accept: "application/json" }, { accept: "application/ld+json" }]) {
        const { text, status } = await look(path, headers);
        expect(status).toBe(200);
        for (const secret of [...secrets, String(offer?.id)]) expect(text).not.toContain(secret);
      }
    }
  });

  test("404 for what is not there", async () => {
    for (const path of ["/achievements/00000000-0000-4000-8000-000000000000", "/achievements/x"]) {
      expect((await look(path)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await issuer.call("GET", "/issuers/nobody/achievements")).status).toBe(404);
  });
});
