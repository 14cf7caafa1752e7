import { beforeAll, describe, expect, it } from "vitest";
import { expand } from "../../core/credential/json-ld/json-ld.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import type { PresentationVerification } from "../../core/verification/verdict.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { challenge, domain, employer, issued, now, presented, student, world } from "../support/world.ts";

const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;

async function verdict(presentation: JsonValue, changes = {}): Promise<PresentationVerification> {
  return verifyPresentation(presentation, { ...question, ...changes }, world());
}

describe("the inline contexts of a presentation (security rule 1)", () => {
  let credential: JsonObject;
  let honest: JsonObject;
  beforeAll(async () => {
    credential = await issued();
    honest = await presented([credential]);
  });

  it("may name foreign terms in its envelope, and what they say is not shown as a claim", async () => {
    const envelope = {
      ...createPresentation({ credentials: [credential], holder: student.did }),
      "@context": ["https://www.w3.org/ns/credentials/v2", { cover: "https://letters.example/#cover" }],
      cover: "Dear recruiter",
    };
    const signed = await signPresentation(envelope, {
      signer: student.signer,
      challenge,
      domain,
      created: now,
    });
    const verification = await verdict(signed);
    expect(verification.verified).toBe(true);
    expect(JSON.stringify(verification)).not.toContain("Dear recruiter");
  });

  it.each<[string, JsonObject]>([
    ["a keyword alias", { nested: "@nest" }],
    ["@vocab", { "@vocab": "https://foreign.example/#" }],
    ["@base", { "@base": "https://foreign.example/" }],
    ["@import", { "@import": "https://www.w3.org/ns/did/v1" }],
    ["@propagate", { "@propagate": false }],
    [
      "a term for the holder",
      { owner: { "@id": "https://www.w3.org/2018/credentials#holder", "@type": "@id" } },
    ],
    ["a term for a status", { state: "https://www.w3.org/ns/credentials/status#statusListIndex" }],
    [
      "a term for an Open Badges member",
      { deed: "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement" },
    ],
    ["a term for a security member", { secret: "https://w3id.org/security#proofValue" }],
    [
      "a prefix for the credentials vocabulary",
      { c: { "@id": "https://www.w3.org/2018/credentials#", "@prefix": true } },
    ],
    ["a prefix that reaches into it", { c: "https://www.w3.org/2018/cred" }],
    ["a known term with another meaning", { statusPurpose: "https://foreign.example/#purpose" }],
    ["a scoped context", { x: { "@id": "https://foreign.example/#x", "@context": {} } }],
    ["a container", { x: { "@id": "https://foreign.example/#x", "@container": "@graph" } }],
  ])("with an inline context that holds %s is refused", async (_name, context) => {
    const envelope = { ...honest, "@context": ["https://www.w3.org/ns/credentials/v2", context] };
    expect((await verdict(envelope)).verified).toBe(false);
    expect((await verdict(honest)).verified).toBe(true);
  });
});

describe("an inline context that was refused", () => {
  it("leaves no state behind: good requests go on being answered (security rule 1)", async () => {
    const good = await issued();
    for (let n = 0; n < 20; n++) {
      const bad = {
        ...good,
        "@context": [
          "https://www.w3.org/ns/credentials/v2",
          { "@version": 1.1, "@import": "https://www.w3.org/ns/credentials/v2" },
        ],
      };
      await verdict({ ...(await presented([good])), "@context": bad["@context"] } as JsonObject);
      await expect(signCredential(bad, { signer: employer.signer, created: now })).rejects.toMatchObject({
        message: expect.stringContaining("imports"),
      });
    }
    expect((await verdict(await presented([good]))).verified).toBe(true);
  });

  // The library remembers the warnings about one context together with the contexts beside it.
  it.each<[string, JsonObject]>([
    ["a term like a keyword", { "@later": "https://foreign.example/#later" }],
    ["a term for something like a keyword", { later: "@later" }],
    ["a relative vocabulary", { "@vocab": "relative" }],
    ["a language that is none", { "@language": "no language" }],
  ])("leaves no state behind when it holds %s", async (_name, context) => {
    const pinned = ["https://w3id.org/security/multikey/v1", "https://w3id.org/dcc/v1"];
    const bad = { "@context": [...pinned, context], id: "urn:x:a", type: "Multikey" };
    // A blank node label is a rare feature: the library reads this one too.
    const good = { "@context": pinned, id: "_:a", type: "Multikey" };
    await expect(expand(bad)).rejects.toMatchObject({ code: "PARSING_ERROR" });
    await expect(expand(good)).resolves.toMatchObject({ "@id": "_:a" });
  });
});
