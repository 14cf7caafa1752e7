import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataUrlOfPng } from "../../../core/badge/achievement-image.ts";
import { achievementForm } from "../../support/achievement-form.ts";
import { type ConsoleVisitor, visitConsole } from "../../support/console-visitor.ts";
import { chunk, png } from "../../support/pictures.ts";
import { type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
let visitor: ConsoleVisitor;

beforeAll(async () => {
  issuer = await runIssuer();
  tenant = await issuer.createTenant("acme");
  visitor = visitConsole(issuer);
  await visitor.signIn(tenant.apiKey);
});
afterAll(() => issuer.stop());

const api = async (path: string) =>
  (await issuer.call("GET", `/issuers/acme/${path}`, { token: tenant.apiKey })).body;

describe("achievements in the console", () => {
  it("are created with all that an achievement can say", async () => {
    await visitor.get("/console/achievements/new");
    const { location = "" } = await visitor.send("/console/achievements", achievementForm);
    const [, id] = /achievements\/([0-9a-f-]{36})\?/.exec(location) ?? [];
    expect(await api(`achievements/${id}`)).toMatchObject({
      version: 1,
      content: {
        title: "Cargo delay dashboard",
        criteria: "Three ports.\nReconciled.",
        estimatedHours: 40,
        paidFairly: true,
        tags: ["data", "logistics"],
        skills: [{ targetType: "ext:ESCO", targetFramework: "ESCO", targetName: "data visualisation" }],
        rubrics: [{ name: "Communication", levels: ["needs help", "good", "excellent"] }],
      },
    });
  });

  it("are shown with every trouble at its field, and with what was typed", async () => {
    const { status, html } = await visitor.send("/console/achievements", {
      ...achievementForm,
      title: "",
      "skills.1.targetUrl": "javascript:alert(1)",
      "rubrics.0.levels": "only one",
      estimatedHours: "-3",
    });
    expect(status).toBe(422);
    for (const field of ["title", "skills.1.targetUrl", "rubrics.0.levels", "estimatedHours"]) {
      expect(html).toContain(`href="#${field}"`);
      expect(html).toContain(`id="${field}-trouble"`);
      expect(html).toMatch(new RegExp(`aria-describedby="[^"]*${field}-trouble" aria-invalid`));
    }
    expect(html).toContain("The levels must be at least two.");
    for (const typed of ["javascript:alert(1)", "only one", "Three ports.\nReconciled."])
      expect(html).toContain(typed);
  });

  it("become a new version when they are changed, which keeps what the form does not show", async () => {
    const skill = {
      targetType: "CTDL",
      targetFramework: "CTDL 2",
      targetName: "x",
      targetCode: "C-7",
      targetUrl: "https://ctdl.example/x",
    };
    const { body } = await issuer.call("POST", "/issuers/acme/achievements", {
      token: tenant.apiKey,
      body: {
        title: "T",
        summary: "S",
        criteria: "C",
        skills: [skill],
        rubrics: [{ name: "R", levels: ["a", "b"], skills: [skill] }],
      },
    });
    const path = `/console/achievements/${body.id}`;
    const { html } = await visitor.get(`${path}/edit`);
    const typed = Object.fromEntries(
      [
        ...html.matchAll(
          /(?:(?<!type="checkbox" id="\w+" )name="([^"]+)" value="([^"]*)"|<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<)/g,
        ),
      ].map(([, input, value, area, text]) => [input ?? area, value ?? text ?? ""]),
    );
    const fields = { ...typed, "skills.0.targetType": "CTDL" };
    const same = await visitor.perform(`${path}/edit`, fields);
    expect(same.html).toContain("Nothing was changed.");
    const changed = await visitor.perform(`${path}/edit`, { ...fields, title: "Title two" });
    expect(changed.html).toContain("Saved as version 2.");
    expect(await api(`achievements/${body.id}`)).toMatchObject({
      version: 2,
      content: { title: "Title two", skills: [skill], rubrics: [{ skills: [skill] }] },
    });
    expect((await visitor.get(`${path}?version=1`)).html).toContain("This is version 1.");
  });

  it("let students show parts when that is ticked and there is a key for it, and keep the cryptosuite that was set", async () => {
    const { apiKey: token } = await issuer.createTenant("blind");
    const blind = visitConsole(issuer);
    await blind.signIn(token);
    await blind.get("/console/achievements/new");
    const fields = { ...achievementForm, blindScreening: "yes" };
    const refused = await blind.send("/console/achievements", fields);
    expect([refused.status, refused.html.includes("no P-256 key")]).toEqual([422, true]);
    expect(refused.html).toMatch(/name="blindScreening" value="yes" checked/);
    for (const keyType of ["P-256", "BLS12-381"]) {
      await issuer.call("POST", "/issuers/blind/signing-keys", { token, body: { keyType } });
    }
    expect((await blind.perform("/console/achievements", fields)).html).toContain(
      "<code>ecdsa-sd-2023</code>",
    );
    const content = { title: "T", summary: "S", criteria: "C", selectiveDisclosure: "bbs-2023" };
    const { body } = await issuer.call("POST", "/issuers/blind/achievements", { token, body: content });
    const path = `/console/achievements/${body.id}/edit`;
    const kept = { title: "T", summary: "S", criteria: "C", blindScreening: "yes" };
    expect((await blind.perform(path, kept)).html).toContain("Nothing was changed.");
    const { blindScreening: _, ...unticked } = kept;
    expect((await blind.perform(path, unticked)).html).toContain("Saved as version 2.");
  });

  describe("the picture for badges", () => {
    const picture = (file?: Uint8Array) => {
      const form = new FormData();
      if (file !== undefined) form.set("file", new Blob([Buffer.from(file)]), "badge.png");
      return form;
    };

    it("is chosen as a file, kept when the rest is changed, and taken back", async () => {
      const { location = "" } = await visitor.send("/console/achievements", achievementForm);
      const path = location.replace(/\?.*/, "");
      const id = path.split("/").at(-1);
      await visitor.get(`${path}/picture`);
      const sent = await visitor.upload(`${path}/picture`, picture(png()));
      expect((await visitor.get(sent.location ?? "")).html).toContain("Saved as version 2.");
      expect((await api(`achievements/${id}`)).content).toMatchObject({ image: dataUrlOfPng(png()) });
      await visitor.perform(`${path}/edit`, { ...achievementForm, title: "Another" });
      expect((await api(`achievements/${id}`)).content).toMatchObject({
        title: "Another",
        image: dataUrlOfPng(png()),
      });
      expect((await visitor.get(`${path}/picture`)).html).toContain("Back to the default picture");
      await visitor.perform(`${path}/picture/remove`, {});
      const bare = await api(`achievements/${id}`);
      expect([bare.version, "image" in (bare.content as object)]).toEqual([4, false]);
    });

    it.each<[string, Uint8Array | undefined, string]>([
      ["no file", undefined, "Choose a picture"],
      ["a file that is no PNG", Buffer.from("GIF89a"), "a whole PNG"],
      ["a PNG that is cut off", png().subarray(0, -2), "a whole PNG"],
      ["a badge", png(chunk("tEXt", "openbadges\0https://x.example")), "without a badge in it"],
      ["one above 24 KiB", png(chunk("prVt", Buffer.alloc(24 * 1024))), "at most 24 KiB"],
    ])("is refused in words when there is %s", async (_, file, words) => {
      const { location = "" } = await visitor.send("/console/achievements", achievementForm);
      const path = location.replace(/\?.*/, "");
      await visitor.get(`${path}/picture`);
      const { status, html } = await visitor.upload(`${path}/picture`, picture(file));
      expect([status, html.includes(words)]).toEqual([422, true]);
      expect((await api(`achievements/${path.split("/").at(-1)}`)).version).toBe(1);
    });
  });
});
