import { describe, expect, it } from "vitest";
import type { TrustedIssuer } from "../../../core/verification/trusted-issuer.ts";
import { createIssuerList, validateIssuer } from "../../../core/verification/trusted-issuers.ts";

const issuers: TrustedIssuer[] = [
  { did: "did:web:acme.example", name: "Acme", reason: "Partner" },
  { did: "did:web:school.example", name: "School", reason: "Accredited", for: ["EndorsementCredential"] },
  { did: "did:web:mill.example", name: "Mill", reason: "Sells badges", distrusted: true },
];
const own = { mayEndorse: true };
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
    expect(validateIssuer([createIssuerList("Partners", issuers, own)], did, types).outcome).toBe(outcome);
  });
});

describe("what a verifier with several lists holds of an issuer", () => {
  const trusting = createIssuerList(
    "Partners",
    [{ did: "did:web:a.example", name: "A", reason: "Partner" }],
    own,
  );
  const silent = createIssuerList("Silent", [], own);
  const distrusting = createIssuerList(
    "Warnings",
    [{ did: "did:web:a.example", name: "A?", reason: "Sells badges", distrusted: true }],
    own,
  );
  const limited = createIssuerList(
    "Schools",
    [{ did: "did:web:a.example", name: "A", reason: "Accredited", for: ["EndorsementCredential"] }],
    own,
  );

  it.each([
    ["no list", [], "unknown"],
    ["lists that do not know it", [silent], "unknown"],
    ["one that trusts it", [silent, trusting], "trusted"],
    ["one that distrusts it, wherever that stands", [trusting, silent, distrusting], "distrusted"],
    ["one that trusts it for something else only", [limited, silent], "unknown"],
    ["one that trusts it for something else, and one for all", [limited, trusting], "trusted"],
  ])("with %s", (_which, lists, outcome) => {
    expect(validateIssuer(lists, "did:web:a.example", badge).outcome).toBe(outcome);
  });

  it("tells what each of them says, and takes name and reason from the one that decides", () => {
    expect(validateIssuer([trusting, silent, distrusting, limited], "did:web:a.example", badge)).toEqual({
      outcome: "distrusted",
      name: "A?",
      reason: "Sells badges",
      lists: [
        { name: "Partners", outcome: "trusted", issuerName: "A", reason: "Partner" },
        { name: "Silent", outcome: "unknown" },
        { name: "Warnings", outcome: "distrusted", issuerName: "A?", reason: "Sells badges" },
        {
          name: "Schools",
          outcome: "unknown",
          issuerName: "A",
          reason: "Trusted only for EndorsementCredential",
        },
      ],
    });
  });

  it("has nothing to say of an issuer without any list", () => {
    expect(validateIssuer([], "did:web:a.example", badge)).toEqual({ outcome: "unknown" });
  });
});
