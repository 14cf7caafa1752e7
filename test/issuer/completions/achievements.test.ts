import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataUrlOfPng } from "../../../core/badge/achievement-image.ts";
import { keyOf } from "../../../issuer/store/record-keys.ts";
import { type AchievementDesk, openAchievementDesk } from "../../support/achievement-desk.ts";
import { achievementContent, openWorkplace } from "../../support/completions.ts";
import { refusedTexts } from "../../support/hostile-text.ts";
import { chunk, png, svg } from "../../support/pictures.ts";

let issuer: AchievementDesk["issuer"];
let acme: AchievementDesk["acme"];
let create: AchievementDesk["create"];
let look: AchievementDesk["look"];

beforeAll(async () => {
  ({ issuer, acme, create, look } = await openAchievementDesk());
});
afterAll(() => issuer.stop());

describe("The achievements of an issuer", () => {
  test("are at most 2,000, and at most 50 are listed at once: anybody may ask for them", async () => {
    const { ask } = await openWorkplace(issuer, "prolific");
    await issuer.context.store.commit(async (transaction) =>
      transaction.put(keyOf.counter("prolific", "achievement"), 1_999),
    );
    expect((await ask("POST", "/achievements", achievementContent())).status).toBe(201);
    expect((await ask("POST", "/achievements", achievementContent())).body.code).toBe("CONFLICT");
    expect((await issuer.call("GET", "/issuers/prolific/achievements?limit=51")).status).toBe(400);
  });
});

describe("Versions of an achievement", () => {
  test("a revision makes a new one, the same content again makes none, and old ones stay", async () => {
    const { id } = await create();
    const path = `/achievements/${id}`;
    const same = await acme.ask("PUT", path, achievementContent({ title: " Cargo delay dashboard\t" }));
    expect(same.body.version).toBe(1);
    const { title: _, ...rest } = achievementContent();
    const reordered = await acme.ask("PUT", path, { ...rest, title: "Cargo delay dashboard" });
    expect(reordered.body.version).toBe(1);
    const revised = await acme.ask("PUT", path, achievementContent({ summary: "For four ports." }));
    expect(revised.body).toMatchObject({ id, version: 2, content: { summary: "For four ports." } });
    expect((await look(path)).body.version).toBe(2);
    expect((await look(`${path}/versions/1`)).body).toMatchObject({
      version: 1,
      content: achievementContent(),
    });
    expect((await look(`${path}/versions/3`)).status).toBe(404);
  });

  test("at the same moment, every revision is one more", async () => {
    const { id } = await create();
    const revisions = ["a", "b", "c", "d"].map((summary) =>
      acme.ask("PUT", `/achievements/${id}`, achievementContent({ summary })),
    );
    const versions = (await Promise.all(revisions)).map(({ body }) => body.version);
    expect(versions.sort()).toEqual([2, 3, 4, 5]);
  });

  test("are listed in the one in use, newest first, page by page, without a key", async () => {
    const tenant = await openWorkplace(issuer, "lister");
    const ids = [tenant.achievementId];
    for (const title of ["two", "three"]) {
      ids.push(String((await tenant.ask("POST", "/achievements", achievementContent({ title }))).body.id));
    }
    const first = (await issuer.call("GET", "/issuers/lister/achievements?limit=2")).body as {
      items: { id: string }[];
      next: string;
    };
    const rest = await issuer.call("GET", `/issuers/lister/achievements?limit=2&cursor=${first.next}`);
    const found = [...first.items, ...(rest.body.items as { id: string }[])].map(({ id }) => id);
    expect(found.sort()).toEqual(ids.sort());
    expect(rest.body).not.toHaveProperty("next");
    expect((await issuer.call("GET", "/issuers/lister/achievements?cursor=../x")).status).toBe(400);
  });

  test("making one needs the right to issue", async () => {
    const { apiKey } = (await acme.ask("POST", "/keys", { role: "auditor" })).body;
    for (const token of [undefined, String(apiKey)]) {
      const body = achievementContent();
      const answer = await issuer.call("POST", "/issuers/acme/achievements", { token, body });
      expect(answer.status).toBe(token === undefined ? 401 : 403);
    }
    expect(
      (await acme.ask("PUT", "/achievements/00000000-0000-4000-8000-000000000000", achievementContent()))
        .status,
    ).toBe(404);
  });
});

describe("Content out of bounds is refused, naming the member and never repeating it", () => {
  const skill = achievementContent().skills?.[0];
  const rows: [string, string, unknown][] = [
    ["title", "title", undefined],
    ["title", "title", "a\nb"],
    ["title", "title", "x".repeat(201)],
    ["criteria", "criteria", "x".repeat(10_001)],
    ["skills", "skills.0.targetUrl", [{ ...skill, targetUrl: "javascript:alert(1)" }]],
    ["skills", "skills.0.targetType", [{ ...skill, targetType: "Internship" }]],
    ["skills", "skills.0", [{ ...skill, secret: 1 }]],
    ["skills", "skills", Array(51).fill(skill)],
    ["tags", "tags", []],
    ["rubrics", "rubrics.0.levels", [{ name: "One", levels: ["only"] }]],
    ["rubrics", "rubrics.0.levels", [{ name: "One", levels: ["same", "same"] }]],
    ["rubrics", "rubrics", [0, 1].map(() => ({ name: "Twice", levels: ["a", "b"] }))],
    ["estimatedHours", "estimatedHours", 0],
    ["estimatedHours", "estimatedHours", "30"],
    ["paidFairly", "paidFairly", "yes"],
    ["unknown", "The request", true],
    ["image", "image", "https://harbour.example/badge.png"],
    ["image", "image", dataUrlOfPng(Buffer.from("GIF89a"))],
    ["image", "image", dataUrlOfPng(png().subarray(0, -1))],
    ["image", "image", dataUrlOfPng(png(chunk("iTXt", "openbadgecredential\0\0\0\0\0{}")))],
    ["image", "image", dataUrlOfPng(png(chunk("prVt", Buffer.alloc(24 * 1024))))],
    ["image", "image", `data:image/svg+xml;base64,${Buffer.from(svg()).toString("base64")}`],
    ...refusedTexts.map(([, text]): [string, string, unknown] => ["title", "title", text]),
    ...refusedTexts.map(([, text]): [string, string, unknown] => ["summary", "summary", text]),
    ...refusedTexts.slice(0, 7).map(([, text]): [string, string, unknown] => ["criteria", "criteria", text]),
    ...refusedTexts.map(([, text]): [string, string, unknown] => ["tags", "tags.0", [text]]),
  ];
  test.each(rows)("%s", async (member, place, value) => {
    const answer = await acme.ask("POST", "/achievements", { ...achievementContent(), [member]: value });
    expect(answer.body.code).toBe("INVALID_REQUEST");
    expect(answer.body.detail).toContain(place);
    if (typeof value === "string" && value.length > 3) expect(answer.text).not.toContain(value.slice(0, 300));
  });
});
