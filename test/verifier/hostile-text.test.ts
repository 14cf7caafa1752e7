import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMicroInternshipCredential } from "../../core/credential/micro-internship/create-micro-internship.ts";
import type { MicroInternship } from "../../core/credential/micro-internship/micro-internship.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { verdictOf } from "../support/front-page.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { employer, issued, now, unsigned, work } from "../support/world.ts";

let verifier: RunningVerifier;
beforeAll(async () => {
  const issuers = [{ did: employer.did, name: "Harbour Analytics", reason: "Partner since 2024" }];
  verifier = await runVerifier({ issuers, now: () => now });
});
afterAll(() => verifier.stop());

const verify = (document: JsonObject) => verifier.submit("/verify", { document: JSON.stringify(document) });

describe("hostile text (rule 11)", () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u0007javascript:\u2066';

  async function hostile(): Promise<MicroInternship> {
    return {
      ...work,
      title: `T${evil}`,
      summary: `S${evil}`,
      criteria: `C${evil}`,
      role: `R${evil}`,
      issuer: { id: employer.did, name: `I${evil}`, supervisor: `V${evil}` },
      recipient: { ...work.recipient, name: `N${evil}` },
      rubrics: [{ name: `Q${evil}`, levels: [`L${evil}`], achieved: `L${evil}` }],
      skills: [
        {
          targetType: "ext:ESCO",
          targetFramework: `F${evil}`,
          targetName: `K${evil}`,
          targetUrl: "javascript:alert(1)",
        },
        {
          targetType: "ext:ESCO",
          targetFramework: "x",
          targetName: "user",
          targetUrl: "https://a@evil.example/",
        },
      ],
      deliverables: [
        {
          id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0009",
          name: `D${evil}`,
          description: evil,
          digestMultibase: `Z${evil}`,
        },
      ],
      source: { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0010", name: `U${evil}` },
    };
  }

  it("in any field of a credential is shown as text, without a script, handler, bidi control or foreign link", async () => {
    const credential = await signCredential(createMicroInternshipCredential(await hostile()), {
      signer: employer.signer,
      created: new Date("2026-10-01T00:00:00Z"),
    });
    const { html } = await verify(credential);
    expect(verdictOf(html)).toBe("verified");
    for (const mark of "TSCRIVNQLFKDUZ") expect(html).toContain(`${mark}&quot;>&lt;script>`);
    const page = html.replace(/<pre>.*?<\/pre>/gs, "");
    expect(page).not.toMatch(/<script(?! type="module" src="\/assets\/)|<img src=x/);
    for (const sign of ["\u202e", "\u2066", "\u0007"]) expect(html).not.toContain(sign);
    expect(page).not.toMatch(/href="(?!\/|#|https:\/\/)/);
    expect(page).not.toContain("a@evil.example");
    expect(html).not.toMatch(/<script>|<img src=x/);
  });

  it("that begins a sequence of a terminal takes nothing along that stands after it", async () => {
    const { achievement, ...subject } = unsigned().credentialSubject as JsonObject;
    const named = { ...(achievement as JsonObject), name: "Shown\u009dhidden" };
    const { html } = await verify(await issued({ credentialSubject: { ...subject, achievement: named } }));
    const [, json = ""] = /<pre>(.*?)<\/pre>/s.exec(html) ?? [];
    expect(JSON.parse(json.replaceAll("&quot;", '"').replaceAll("&amp;", "&"))).toMatchObject({
      work: { title: "Shown", skills: [{ name: "data visualisation" }] },
    });
  });

  it.each(["challenge", "domain", "document"])("in the field %s comes back as text", async (field) => {
    const { html } = await verifier.submit("/verify", {
      document: "",
      challenge: "",
      domain: "",
      [field]: evil,
    });
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    expect(html).toContain("&lt;script>");
  });

  it("in an address comes back nowhere", async () => {
    const response = await fetch(`${verifier.url}/${encodeURIComponent("<script>alert(1)</script>")}`, {
      headers: { accept: "text/html" },
    });
    expect(await response.text()).not.toContain("alert");
  });
});
