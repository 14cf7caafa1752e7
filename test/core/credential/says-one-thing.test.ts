import { describe, expect, it } from "vitest";
import { assertSaysOneThing } from "../../../core/credential/says-one-thing.ts";
import { contextUrls } from "../../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { unsigned } from "../../support/world.ts";

const contexts = unsigned()["@context"] as string[];

describe("what an issuer is asked to sign (security rule 1)", () => {
  it.each<[string, JsonObject]>([
    ["in the plain form", {}],
    [
      "with a term of its own",
      { "@context": [...contexts, { deed: "https://vocab.example/deed" }], deed: "x" },
    ],
  ])("says one thing %s", async (_name, changes) => {
    await expect(
      assertSaysOneThing(unsigned(changes as Parameters<typeof unsigned>[0])),
    ).resolves.toBeUndefined();
  });

  it.each<[string, JsonObject]>([
    [
      "a second issuer under a full IRI",
      { "https://www.w3.org/2018/credentials#issuer": { "@id": "did:example:other" } },
    ],
    [
      "a second subject under a term of its own",
      {
        "@context": [
          ...contexts,
          { whom: { "@id": "https://www.w3.org/2018/credentials#credentialSubject", "@type": "@id" } },
        ],
        whom: "did:example:other",
      },
    ],
  ])("is refused with %s", async (_name, changes) => {
    await expect(
      assertSaysOneThing(unsigned(changes as Parameters<typeof unsigned>[0])),
    ).rejects.toMatchObject({
      code: "MALFORMED_VALUE_ERROR",
    });
  });

  it("is refused with a context that is put together out of others (JSON-LD 1.1, 4.1.10)", async () => {
    const imported = { "@context": [...contexts, { "@version": 1.1, "@import": contextUrls.credentialsV2 }] };
    await expect(
      assertSaysOneThing(unsigned(imported as Parameters<typeof unsigned>[0])),
    ).rejects.toMatchObject({
      code: "PARSING_ERROR",
    });
  });
});
