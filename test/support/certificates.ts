import { spawnSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { ecdsaSigner, type Signer } from "../../core/keys/signer.ts";

/** A certificate made by the openssl program, and the key that belongs to it. */
export interface IssuedCertificate {
  pem: string;
  /** Base64 of the DER, as `x5c` has it. */
  x5c: string;
  signer: Signer;
}

/** A certificate authority of one test. */
export interface CertificateAuthority extends IssuedCertificate {
  /** Issues a certificate; `extensions` are lines as openssl's configuration has them. */
  issue(extensions: string[], options?: { days?: number; hash?: string }): CertificateAuthority;
}

/** Makes a self-signed authority; `undefined` where there is no openssl program. */
export function createCertificateAuthority(extensions = authority): CertificateAuthority | undefined {
  const found = spawnSync("openssl", ["version"]).status === 0;
  return found ? make(extensions, undefined, {}) : undefined;
}

/** What a certificate says that may issue others. */
export const authority = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];

/** What a certificate says that signs as one host. */
export const leafFor = (name: string) => [
  "basicConstraints=critical,CA:FALSE",
  "keyUsage=critical,digitalSignature",
  `subjectAltName=DNS:${name}`,
];

let serial = 0;

function make(
  extensions: string[],
  issuer: { pem: string; keyPem: string } | undefined,
  { days = 30, hash = "sha256" }: { days?: number; hash?: string },
): CertificateAuthority {
  const directory = mkdtempSync(join(tmpdir(), "stint-test-"));
  const at = (name: string) => join(directory, name);
  serial += 1;
  try {
    writeFileSync(at("extensions"), `[extensions]\n${extensions.join("\n")}\n`);
    openssl(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-out", at("key")]);
    openssl(["req", "-new", "-key", at("key"), "-subj", `/CN=test ${serial}`, "-out", at("request")]);
    const signed = ["x509", "-req", "-in", at("request"), `-${hash}`, "-days", String(days)];
    const said = ["-extfile", at("extensions"), "-extensions", "extensions", "-out", at("certificate")];
    if (issuer === undefined) {
      openssl([...signed, "-signkey", at("key"), ...said]);
    } else {
      writeFileSync(at("issuer"), issuer.pem);
      writeFileSync(at("issuer-key"), issuer.keyPem);
      const by = ["-CA", at("issuer"), "-CAkey", at("issuer-key"), "-set_serial", String(serial)];
      openssl([...signed, ...by, ...said]);
    }
    const pem = readFileSync(at("certificate"), "utf8");
    const keyPem = readFileSync(at("key"), "utf8");
    return {
      pem,
      x5c: pem.replace(/-----[A-Z ]+-----|\s/g, ""),
      signer: signerOf(keyPem),
      issue: (more, options = {}) => make(more, { pem, keyPem }, options),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function openssl(args: string[]): void {
  const { status, stderr } = spawnSync("openssl", args);
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
}

function signerOf(keyPem: string): Signer {
  const { d } = createPrivateKey(keyPem).export({ format: "jwk" });
  return ecdsaSigner("not used", ecdsaKeyPair("P-256", Buffer.from(String(d), "base64url")));
}
