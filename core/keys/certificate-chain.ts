import { X509Certificate } from "node:crypto";
import { Problem } from "../problem/problem.ts";
import { type CertificateExtensions, readCertificateExtensions } from "./certificate-extensions.ts";
import { parseJwk } from "./jwk.ts";
import type { PublicKey } from "./public-key.ts";

interface Certificate {
  x509: X509Certificate;
  extensions: CertificateExtensions;
}

const maximumCertificates = 5;
const maximumCertificateBytes = 8 * 1024;

/** ECDSA, RSA and RSA-PSS with SHA-2, and Ed25519: nobody can forge these today. */
const signatureAlgorithms = new Set([
  "2a8648ce3d040302",
  "2a8648ce3d040303",
  "2a8648ce3d040304",
  "2a864886f70d01010a",
  "2a864886f70d01010b",
  "2a864886f70d01010c",
  "2a864886f70d01010d",
  "2b6570",
]);

/** Code signing, mail, time stamping and OCSP answers: nobody asked for the name of a host before issuing for these alone. */
const foreignUses = new Set([
  "1.3.6.1.5.5.7.3.3",
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.5.5.7.3.8",
  "1.3.6.1.5.5.7.3.9",
]);

/**
 * Verifies a certificate chain for signing as one DNS name: RFC 5280, 6.1, without revocation, which is NOT looked up, and
 * without wildcard names.
 *
 * @param options - `chain`: DER, the leaf first, its issuer next. `trustedRoots`: PEM; a certificate of the chain that is
 * itself among them ends it, also the leaf.
 * @returns the leaf's public key.
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD`.
 */
export function verifyCertificateChain(options: {
  chain: Uint8Array[];
  expectedDnsName: string;
  trustedRoots: readonly string[];
  now: Date;
}): PublicKey {
  const { chain, expectedDnsName, trustedRoots, now } = options;
  if (chain.length === 0 || chain.length > maximumCertificates) {
    throw refuse(`A certificate chain has 1 to ${maximumCertificates} certificates`);
  }
  const certificates = chain.map(readCertificate);
  const leaf = certificates[0] as Certificate;
  if (leaf.x509.checkHost(expectedDnsName, { subject: "never", wildcards: false }) === undefined) {
    throw refuse("The certificate is for another name");
  }
  if (leaf.extensions.keyUsage?.digitalSignature === false)
    throw refuse("The certificate is not for signing");
  for (const [position, certificate] of certificates.entries()) {
    assertInForce(certificate, now);
    assertForHosts(certificate);
    if (trustedRoots.some((root) => isSame(root, certificate))) return publicKeyOf(leaf);
    const issuer = certificates[position + 1] ?? findRoot(certificate, trustedRoots);
    if (issuer === undefined) throw refuse("The certificate is by nobody whom this wallet trusts");
    assertIssued(certificate, issuer, position);
    if (position === certificates.length - 1) assertInForce(issuer, now);
  }
  return publicKeyOf(leaf);
}

function readCertificate(der: Uint8Array): Certificate {
  if (der.length > maximumCertificateBytes) throw refuse("A certificate is too large");
  let x509: X509Certificate;
  try {
    x509 = new X509Certificate(der);
  } catch (cause) {
    throw new Problem("INVALID_VERIFICATION_METHOD", "A certificate cannot be read", { cause });
  }
  return { x509, extensions: readCertificateExtensions(x509.raw) };
}

function assertInForce({ x509 }: Certificate, now: Date): void {
  const from = Date.parse(x509.validFrom);
  const until = Date.parse(x509.validTo);
  if (!(from <= now.getTime() && now.getTime() <= until)) throw refuse("A certificate is not in force");
}

/** Extended key usages limit whoever stands below, too, as browsers read them: RFC 5280, 4.2.1.12. */
function assertForHosts({ x509 }: Certificate): void {
  // Node calls the extended ones so; absent, nothing is limited.
  const uses = x509.keyUsage ?? [];
  if (uses.length > 0 && uses.every((use) => foreignUses.has(use))) {
    throw refuse("A certificate is for another use than proving a host");
  }
}

/** @param below - How many authorities stand between the issuer and the leaf. */
function assertIssued(certificate: Certificate, issuer: Certificate, below: number): void {
  const { ca, publicKey } = issuer.x509;
  const { keyUsage, pathLength } = issuer.extensions;
  if (!ca || keyUsage?.keyCertSign === false)
    throw refuse("A certificate is issued by one that may not issue");
  if (pathLength !== undefined && below > pathLength)
    throw refuse("The certificate chain is longer than it may be");
  if (!signatureAlgorithms.has(certificate.extensions.signatureAlgorithm)) {
    throw refuse("A certificate is signed in a way that is not safe");
  }
  if (!certificate.x509.checkIssued(issuer.x509) || !certificate.x509.verify(publicKey)) {
    throw refuse("A certificate is not signed by the next one");
  }
}

function findRoot(certificate: Certificate, trustedRoots: readonly string[]): Certificate | undefined {
  const root = trustedRoots
    .map((pem) => new X509Certificate(pem))
    .find(
      ({ subject, publicKey }) => subject === certificate.x509.issuer && certificate.x509.verify(publicKey),
    );
  return root && { x509: root, extensions: readCertificateExtensions(root.raw) };
}

function isSame(pem: string, { x509 }: Certificate): boolean {
  return new X509Certificate(pem).raw.equals(x509.raw);
}

function publicKeyOf({ x509 }: Certificate): PublicKey {
  return parseJwk(x509.publicKey.export({ format: "jwk" }));
}

function refuse(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD", words);
}
