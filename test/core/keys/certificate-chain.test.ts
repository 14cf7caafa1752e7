import { rootCertificates } from "node:tls";
import { describe, expect, it } from "vitest";
import { verifyCertificateChain } from "../../../core/keys/certificate-chain.ts";
import { readCertificateExtensions } from "../../../core/keys/certificate-extensions.ts";
import {
  authority,
  type CertificateAuthority,
  createCertificateAuthority,
  type IssuedCertificate,
  leafFor,
} from "../../support/certificates.ts";

const root = createCertificateAuthority();
const name = "verifier.example";
const now = new Date(Date.now() + 60_000);

describe.skipIf(root === undefined)("a certificate chain (RFC 5280, 6.1)", () => {
  const trusted = root as CertificateAuthority;
  const between = trusted.issue(authority);
  const narrow = trusted.issue([
    "basicConstraints=critical,CA:TRUE,pathlen:0",
    "keyUsage=critical,keyCertSign",
  ]);
  const leaf = trusted.issue(leafFor(name));
  const verify = (
    chain: IssuedCertificate[],
    changes: { expectedDnsName?: string; now?: Date; roots?: string[] } = {},
  ) =>
    verifyCertificateChain({
      chain: chain.map(({ x5c }) => Buffer.from(x5c, "base64")),
      expectedDnsName: changes.expectedDnsName ?? name,
      trustedRoots: changes.roots ?? [trusted.pem],
      now: changes.now ?? now,
    });

  it("gives the leaf's key when it leads to a trusted root", () => {
    expect(verify([leaf])).toMatchObject({ type: "P-256" });
    expect(verify([leaf, trusted])).toEqual(verify([leaf]));
    expect(
      verify([trusted.issue([...leafFor(name), "extendedKeyUsage=serverAuth,emailProtection"])]).type,
    ).toBe("P-256");
    expect(verify([between.issue(leafFor(name)), between])).toMatchObject({ type: "P-256" });
  });

  it("ends at a certificate that is trusted itself", () => {
    expect(verify([leaf], { roots: [leaf.pem] })).toEqual(verify([leaf]));
  });

  it("knows its way through the roots that Node trusts", () => {
    const known = rootCertificates.map((pem) =>
      Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ""), "base64"),
    );
    const read = known.flatMap((der) => {
      try {
        return [readCertificateExtensions(der)];
      } catch {
        return [];
      }
    });
    expect(read.length).toBeGreaterThan(known.length * 0.95);
    expect(() => verify([leaf], { roots: [...rootCertificates] })).toThrow("nobody whom this wallet trusts");
  });

  it.each<[string, IssuedCertificate[], string, { expectedDnsName?: string; now?: Date }?]>([
    ["there is none", [], "1 to 5"],
    ["it is longer than any in use", Array(6).fill(leaf), "1 to 5"],
    ["the leaf is for another name", [leaf], "another name", { expectedDnsName: "evil.example" }],
    ["the leaf is for a subdomain", [leaf], "another name", { expectedDnsName: "a.verifier.example" }],
    ["the leaf is for a wildcard", [trusted.issue(leafFor("*.example"))], "another name"],
    [
      "the name stands in the subject only",
      [trusted.issue(["basicConstraints=critical,CA:FALSE"])],
      "another name",
    ],
    ["it has expired", [leaf], "not in force", { now: new Date(Date.now() + 31 * 86_400_000) }],
    ["it is not yet in force", [leaf], "not in force", { now: new Date(Date.now() - 86_400_000) }],
    [
      "nobody trusts its root",
      [(createCertificateAuthority() as CertificateAuthority).issue(leafFor(name))],
      "nobody",
    ],
    ["a leaf has issued it", [leaf.issue(leafFor(name)), leaf], "may not issue"],
    ["the next one has not issued it", [leaf, between], "not signed by the next one"],
    [
      "the key is not for signing",
      [
        trusted.issue([
          ...leafFor(name).slice(0, 1),
          "keyUsage=critical,keyAgreement",
          `subjectAltName=DNS:${name}`,
        ]),
      ],
      "not for signing",
    ],
    [
      "the leaf is for mail only",
      [trusted.issue([...leafFor(name), "extendedKeyUsage=emailProtection"])],
      "another use",
    ],
    [
      "an authority is for mail and code only",
      [trusted.issue([...authority, "extendedKeyUsage=emailProtection,codeSigning"])].flatMap((limited) => [
        limited.issue(leafFor(name)),
        limited,
      ]),
      "another use",
    ],
    ["the signature uses SHA-1", [trusted.issue(leafFor(name), { hash: "sha1" })], "not safe"],
    [
      "an authority is limited to names",
      [trusted.issue([...authority, "nameConstraints=critical,permitted;DNS:other.example"])].flatMap(
        (limited) => [limited.issue(leafFor(name)), limited],
      ),
      "limits names",
    ],
    [
      "it demands something unknown",
      [trusted.issue([...leafFor(name), "1.2.3.4=critical,ASN1:UTF8String:x"])],
      "not understood",
    ],
  ])("is refused when %s", (_, chain, words, changes) => {
    expect(() => verify(chain, changes)).toThrow(words);
    expect(() => verify(chain, changes)).toThrow(
      expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }),
    );
  });

  it("is refused when an authority has more below it than it may", () => {
    const below = narrow.issue(authority);
    expect(() => verify([below.issue(leafFor(name)), below, narrow])).toThrow("longer than it may be");
  });

  it("is refused when bytes are missing or are no certificate", () => {
    const der = Buffer.from(leaf.x5c, "base64");
    for (const chain of [der.subarray(0, -1), Buffer.from("no certificate"), Buffer.alloc(9000)]) {
      expect(() =>
        verifyCertificateChain({ chain: [chain], expectedDnsName: name, trustedRoots: [], now }),
      ).toThrow(expect.objectContaining({ code: "INVALID_VERIFICATION_METHOD" }));
    }
  });
});
