import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { achievementImage, dataUrlOfPng } from "../../../core/badge/achievement-image.ts";
import { badgeImage } from "../../../core/badge/default-image/badge-image.ts";
import { openCredential } from "../../../core/credential/open-credential.ts";
import { keyOf } from "../../../issuer/store/record-keys.ts";
import { achievementContent, openWorkplace, recipients, type Workplace } from "../../support/completions.ts";
import { refusedTexts, uglyTexts } from "../../support/hostile-text.ts";
import { chunk, png, svg } from "../../support/pictures.ts";
import { type RunningIssuer, runIssuer } from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let acme: Workplace;
const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

beforeAll(async () => {
  issuer = await runIssuer();
  acme = await openWorkplace(issuer, "acme");
});
afterAll(() => issuer.stop());

const create = async (changes = {}) =>
  (await acme.ask("POST", "/achievements", achievementContent(changes))).body as {
    id: string;
    version: number;
  };
const look = (path: string, headers: Record<string, string> = {}) =>
  issuer.call("GET", `/issuers/acme${path}`, { headers });

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
