import { describe, expect, it } from "vitest";
import {
  noEnd,
  stateEnd,
  usualMandatoryPointers,
} from "../../../../core/credential/disclosure/mandatory-pointers.ts";
import { contextUrls } from "../../../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../../../core/json/json-value.ts";

describe("what Stint lets no holder withhold", () => {
  it.each<[name: string, credential: JsonObject, pointers: string[]]>([
    [
      "the identifiers of issuer and subject, and what decides whether it is in force",
      {
        issuer: { id: "did:example:i", name: "Issuer" },
        validFrom: "2026-01-01T00:00:00Z",
        validUntil: "2027-01-01T00:00:00Z",
        credentialStatus: { type: "BitstringStatusListEntry" },
        credentialSubject: { id: "did:example:s", name: "Subject" },
      },
      ["/issuer/id", "/validFrom", "/validUntil", "/credentialStatus", "/credentialSubject/id"],
    ],
    [
      "the dates of VCDM 1.1",
      {
        issuer: "did:example:i",
        issuanceDate: "x",
        expirationDate: "y",
        credentialSubject: { id: "did:example:s" },
      },
      ["/issuer", "/issuanceDate", "/expirationDate", "/credentialSubject"],
    ],
    [
      "an issuer and a subject whole that are nothing but an identifier",
      { issuer: { id: "did:example:i" }, credentialSubject: { id: "did:example:s" } },
      ["/issuer", "/credentialSubject"],
    ],
    [
      "every one of several subjects",
      {
        issuer: "did:example:i",
        credentialSubject: [{ id: "did:example:s", name: "a" }, { type: "Person", name: "b" }, { name: "c" }],
      },
      ["/issuer", "/credentialSubject/0/id", "/credentialSubject/1/type", "/credentialSubject/2"],
    ],
    ["nothing that is not there", {}, []],
  ])("is %s", (_name, credential, pointers) => {
    expect(usualMandatoryPointers(credential)).toEqual(pointers);
  });
});

describe("a credential that never ends", () => {
  it.each([
    [contextUrls.credentialsV2, "validUntil"],
    [contextUrls.credentialsV1, "expirationDate"],
  ])("says so under %s, as RFC 5280, 4.1.2.5 does", (context, member) => {
    expect(stateEnd({ "@context": [context] })).toEqual({ "@context": [context], [member]: noEnd });
    const ending = { "@context": [context], [member]: "2027-01-01T00:00:00Z" };
    expect(stateEnd(ending)).toEqual(ending);
  });
});
