import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { entryAt, issued, listUrl, type Person, person, statusList, world } from "../support/world.ts";

const url = "https://issuer.example/issuers/1";
const { signer: key, did } = person("issuer on the web");
const multikey = did.slice("did:key:".length);
const methodId = `${url}#${multikey}`;
const byUrl: Person = { did: url, signer: { ...key, id: methodId } };

/** The controlled identifier document that the issuer publishes: Controlled Identifiers 1.0, 2. */
function published(changes: JsonObject = {}, methodChanges: JsonObject = {}): JsonObject {
  return {
    "@context": ["https://www.w3.org/ns/cid/v1"],
    id: url,
    verificationMethod: [
      { id: methodId, type: "Multikey", controller: url, publicKeyMultibase: multikey, ...methodChanges },
    ],
    assertionMethod: [methodId],
    ...changes,
  };
}

async function outcomeOf(documents: Record<string, JsonValue>, changes: JsonObject = {}): Promise<string> {
  const credential = await issued(
    { issuer: { id: url, type: ["Profile"], name: "On the web" }, ...changes },
    byUrl,
  );
  const context = world(documents as Record<string, JsonObject>);
  const { verified, checks } = await verifyCredential(credential, { checks: "all" }, context);
  const bad =
    checks.find(({ outcome }) => outcome === "failed") ?? checks.find(({ outcome }) => outcome === "unknown");
  expect(verified).toBe(bad === undefined);
  return bad === undefined ? "verified" : `${bad.name} ${bad.outcome}: ${bad.problem?.code}`;
}

describe("an issuer that goes by an https URL (Open Badges 3.0, 8.5; Controlled Identifiers 1.0, 3.3)", () => {
  it("is verified by the key that it publishes there, with its status list", async () => {
    expect(await outcomeOf({ [url]: published() })).toBe("verified");
    const list = await statusList([7], { by: byUrl });
    const documents = { [url]: published(), [listUrl]: list };
    expect(await outcomeOf(documents, { credentialStatus: entryAt(6) })).toBe("verified");
    expect(await outcomeOf(documents, { credentialStatus: entryAt(7) })).toBe("status failed: REVOKED");
  });

  // The key in the fragment is only a name: whoever makes a credential may write any key there.
  it("is not verified by a key that stands in the fragment of its URL and nowhere else", async () => {
    expect(await outcomeOf({})).toBe("proof unknown: FETCH_FAILED");
    const profile = { "@context": ["https://www.w3.org/ns/credentials/v2"], id: url, type: "Profile" };
    expect(await outcomeOf({ [url]: profile })).toBe("proof failed: INVALID_VERIFICATION_METHOD");
  });

  it.each<[string, JsonObject | string, string]>([
    [
      "answers for another",
      published({ id: "https://issuer.example/issuers/2" }),
      "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID",
    ],
    ["is a page for people", "<html>", "INVALID_CONTROLLED_IDENTIFIER_DOCUMENT"],
    [
      "lists the key for nothing",
      published({ assertionMethod: [] }),
      "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
    ],
    [
      "lists the key for authentication",
      published({ assertionMethod: [], authentication: [methodId] }),
      "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
    ],
    [
      "holds another's key",
      published({}, { controller: "https://evil.example/" }),
      "INVALID_VERIFICATION_METHOD",
    ],
    ["holds the key under another id", published({}, { id: `${url}#other` }), "INVALID_VERIFICATION_METHOD"],
    [
      "holds another key under the id",
      published({}, { publicKeyMultibase: person("another").did.slice("did:key:".length) }),
      "PROOF_VERIFICATION_ERROR",
    ],
    [
      "has revoked the key",
      published({}, { revoked: "2026-11-01T00:00:00Z" }),
      "INVALID_VERIFICATION_METHOD",
    ],
  ])("is not verified when the document %s", async (_name, document, code) => {
    expect(await outcomeOf({ [url]: document })).toBe(`proof failed: ${code}`);
  });

  it("is not verified by the key of somebody else on the same host", async () => {
    const other = "https://issuer.example/issuers/2";
    const credential = await issued({ issuer: other }, byUrl);
    const { checks } = await verifyCredential(credential, { checks: "all" }, world({ [url]: published() }));
    expect(checks.find(({ name }) => name === "issuer-binding")?.problem?.code).toBe("ISSUER_MISMATCH");
  });

  it.each(["http://issuer.example/issuers/1", "https://user@issuer.example/", "https://ISSUER.example/"])(
    "is not looked for at %s",
    async (issuer) => {
      const id = `${issuer}#${multikey}`;
      const by = { did: issuer, signer: { ...key, id } };
      const credential = await issued({ issuer }, by);
      const { checks } = await verifyCredential(
        credential,
        { checks: "all" },
        world({ [issuer]: published({ id: issuer }) }),
      );
      expect(checks.find(({ name }) => name === "proof")?.problem?.code).toBe(
        "INVALID_VERIFICATION_METHOD_URL",
      );
    },
  );
});
