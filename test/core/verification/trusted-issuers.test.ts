import { describe, expect, it } from "vitest";
import type { TrustedIssuer } from "../../../core/verification/trusted-issuer.ts";
import { createIssuerList, validateIssuer } from "../../../core/verification/trusted-issuers.ts";

const issuers: TrustedIssuer[] = [
  { did: "did:web:acme.example", name: "Acme", reason: "Partner" },
  { did: "did:web:school.example", name: "School", reason: "Accredited", for: ["EndorsementCredential"] },
  { did: "did:web:mill.example", name: "Mill", reason: "Sells badges", distrusted: true },
];
const badge = ["https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"];
const endorsement = ["https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementCredential"];

describe("what a verifier holds of an issuer", () => {
  it.each<[string, string[], string]>([
    ["did:web:acme.example", badge, "trusted"],
    ["did:web:mill.example", badge, "distrusted"],
    ["did:web:school.example", endorsement, "trusted"],
    ["did:web:school.example", badge, "unknown"],
    ["did:web:acme.example.", badge, "unknown"],
    ["did:web:acme.example:evil", badge, "unknown"],
    ["did:web:ACME.example", badge, "unknown"],
    ["did:web:acme.exampl", badge, "unknown"],
    ["did:web:acme.example#key", badge, "unknown"],
    ["", badge, "unknown"],
  ])("%s with %j is %s", (did, types, outcome) => {
    expect(validateIssuer([createIssuerList("Partners", issuers)], did, types).outcome).toBe(outcome);
  });
});
