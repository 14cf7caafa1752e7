import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verdictOf } from "../support/front-page.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import {
  challenge,
  domain,
  employer,
  entryAt,
  issued,
  listUrl,
  now,
  presented,
  statusList,
  thief,
  unsigned,
  webOf,
} from "../support/world.ts";

let verifier: RunningVerifier;
beforeAll(async () => {
  verifier = await runVerifier({
    issuers: [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }],
    fetchDocument: webOf({ [listUrl]: await statusList([7]) }),
    now: () => now,
  });
});
afterAll(() => verifier.stop());

const verify = (document: unknown, fields: Record<string, string> = {}) =>
  verifier.submit("/verify", {
    document: typeof document === "string" ? document : JSON.stringify(document),
    ...fields,
  });

const outcomeOf = (html: string, check: string) =>
  new RegExp(`data-check="${check}" data-outcome="([a-z-]+)"`).exec(html)?.[1];

/** The example with an achievement of another type. */
const ofType = (achievementType: string | undefined): JsonObject => {
  const { achievement, ...subject } = unsigned().credentialSubject as JsonObject;
  const { achievementType: _type, ...others } = achievement as JsonObject;
  return {
    ...subject,
    achievement: { ...others, ...(achievementType !== undefined && { achievementType }) },
  };
};

describe("the page of a verdict", () => {
  it.each([
    ["MicroCredential", "Micro-internship"],
    ["Fieldwork", "Micro-internship"],
    ["Course", "Achievement"],
    ["ext:Gold", "Achievement"],
    [undefined, "Achievement"],
  ])("calls an achievement of type %s: %s, since not every badge is for work", async (type, kind) => {
    const { html } = await verify(await issued({ credentialSubject: ofType(type) }));
    expect(html).toContain(`<p class="kicker">${kind}</p>`);
  });

  it("spells the host of an issuer as it is asked, not in letters that look like another's", async () => {
    const issuer = { ...(unsigned().issuer as JsonObject), url: "https://h\u0430rbour.example" };
    const { html } = await verify(await issued({ issuer }));
    expect(html).toContain("<bdi>https://xn--hrbour-3nf.example/</bdi>");
    expect(html).not.toContain("<bdi>https://h\u0430rbour.example");
  });

  it("leads with the work, then says 'Verified' for an issuer that is trusted", async () => {
    const { status, html } = await verify(await issued());
    expect([status, verdictOf(html)]).toEqual([200, "verified"]);
    const order = [
      "Cargo delay dashboard",
      "Mika Tanaka",
      "Data intern",
      "1 September 2026",
      "Verified, issued by",
      "data visualisation",
      "As of",
    ];
    for (const words of order) expect(html).toContain(words);
    expect(html.indexOf("Cargo delay dashboard</bdi></h1>")).toBeLessThan(html.indexOf("data-verdict"));
    expect(html).toContain("Partner since 2024");
  });

  it("is neither red nor plain green for an issuer that is not known", async () => {
    const { status, html } = await verify(
      await issued({ issuer: { id: thief.did, type: ["Profile"], name: "X" } }, thief),
    );
    expect([status, verdictOf(html)]).toEqual([200, "verified-unknown-issuer"]);
    expect(html).toContain("Verified, issuer not known to you");
    expect(html).toContain('class="banner notice"');
  });

  it("says 'Not verified' and why for a revoked credential", async () => {
    const { status, html } = await verify(await issued({ credentialStatus: entryAt(7) }));
    expect([status, verdictOf(html), outcomeOf(html, "status")]).toEqual([422, "not-verified", "failed"]);
    expect(html).toContain("Revoked");
  });

  it("says 'Could not be determined', and never in green, when a question stays open", async () => {
    const credentialStatus = {
      ...entryAt(3),
      id: "https://gone.example/1#3",
      statusListCredential: "https://gone.example/1",
    };
    const { status, html } = await verify(await issued({ credentialStatus }));
    expect([status, verdictOf(html)]).toEqual([422, "undetermined"]);
    expect(html).toContain("Could not be determined");
    expect(html).not.toContain("banner good");
  });

  it("tells which schemas are satisfied, violated or not known; what is not known is never green", async () => {
    const unknown = { id: "https://schemas.example/1", type: "JsonSchema" };
    const official = unsigned().credentialSchema as JsonObject[];
    const { html } = await verify(await issued({ credentialSchema: [...official, unknown] }));
    expect(verdictOf(html)).toBe("verified");
    expect(outcomeOf(html, "schema")).toBe("not-applicable");
    const facts = [...html.matchAll(/data-fact="([a-z]+)".*?<div>(.*?)<\/div>/g)].map(([, kind, text]) => [
      kind,
      text?.replace(/<[^>]+>/g, ""),
    ]);
    expect(facts).toEqual([
      ["good", "Schema of Open Badges 3.0: satisfied"],
      ["open", `Schema ${unknown.id}: not known here (This verifier does not have it)`],
    ]);
    const { achievement: _, ...subject } = unsigned().credentialSubject as JsonObject;
    const page = await verify(await issued({ credentialSubject: subject }));
    expect(page.html).toContain("/credentialSubject/achievement is missing");
    expect([verdictOf(page.html), outcomeOf(page.html, "schema")]).toEqual(["not-verified", "failed"]);
  });

  it("verifies a presentation made to a challenge", async () => {
    const { html } = await verify(await presented([await issued()]), { challenge, domain });
    expect(verdictOf(html)).toBe("verified");
  });

  it("cannot tell who presents when there was no challenge, and is not green", async () => {
    const { status, html } = await verify(await presented([await issued()]), {
      challenge: "",
      domain: "recruiter.example",
    });
    expect([status, verdictOf(html)]).toEqual([422, "undetermined"]);
    expect(outcomeOf(html, "challenge")).toBe("unknown");
    expect(html).toMatch(/replay/);
  });

  it("refuses a thief's presentation", async () => {
    const { html } = await verify(await presented([await issued()], thief), { challenge, domain });
    expect([verdictOf(html), outcomeOf(html, "holder-binding")]).toEqual(["not-verified", "failed"]);
  });

  it("takes an issuer's answer around the credential, as people paste it", async () => {
    const { html } = await verify({ verifiableCredential: await issued() });
    expect(verdictOf(html)).toBe("verified");
  });

  it.each([
    ["", 400],
    ["hello", 400],
    ["[]", 400],
    ['{"a":1,"a":2}', 400],
    [`{"a":"${"x".repeat(1024 * 1024)}"}`, 413],
  ])("says what is wrong with %.12s, and keeps what was typed", async (text, status) => {
    const answer = await verify(text, { challenge: "kept" });
    expect(answer.status).toBe(status);
    expect(answer.html).toContain("This could not be read");
    expect(answer.html).toContain('value="kept"');
  });
});

describe("the challenge of the page", () => {
  it("is made by a button, shown with the command to type, and keeps the pasted text", async () => {
    const { html } = await verifier.submit("/challenge", { document: "<typed>", challenge: "", domain: "" });
    const made = /--challenge ([A-Za-z0-9_-]{48}) --domain verifier\.example/.exec(html)?.[1];
    expect(made).toBeDefined();
    expect(html).toContain(`value="${made}"`);
    expect(html).toContain("&lt;typed>");
  });
});
