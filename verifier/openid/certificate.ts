import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type EcdsaKeyPair, ecdsaKeyPair } from "../../core/keys/ecdsa.ts";
import { Problem } from "../../core/problem/problem.ts";

/** The certificate that says whose DNS name a request comes from. */
export interface RequestCertificate {
  dnsName: string;
  /** DER in base64, the leaf first: RFC 7515, 4.1.6. */
  chain: string[];
  keyPair: EcdsaKeyPair;
}

interface CertificateFiles {
  chainFile: string;
  keyFile: string;
  /** The host under which people reach this verifier. */
  publicHost: string;
  now: Date;
}

const pemBlock = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
const maximumCertificates = 10;

/**
 * Reads the certificate chain and its key, and makes sure that wallets can believe them: the leaf is in force and names the
 * public host as `dNSName`, the key is the leaf's and on P-256, each certificate is signed by the next.
 *
 * @throws {@link Problem} `CONFIGURATION`. That wallets trust the chain's end is NOT checked: only they know.
 */
export async function readCertificate(files: CertificateFiles): Promise<RequestCertificate> {
  const { publicHost, now } = files;
  const certificates = await readChain(files.chainFile);
  const [leaf, ...rest] = certificates;
  if (leaf === undefined) throw refuse("STINT_X509_CHAIN", "holds no certificate");
  if (leaf.checkHost(publicHost, { subject: "never", wildcards: false }) === undefined) {
    throw refuse("STINT_X509_CHAIN", "its first certificate does not name the host of STINT_PUBLIC_URL");
  }
  if (Date.parse(leaf.validFrom) > now.getTime() || Date.parse(leaf.validTo) <= now.getTime()) {
    throw refuse("STINT_X509_CHAIN", "its first certificate is not in force");
  }
  rest.forEach((issuer, position) => {
    if (!certificates[position]?.verify(issuer.publicKey))
      throw refuse("STINT_X509_CHAIN", "a certificate in it is not signed by the next");
  });
  return {
    dnsName: publicHost,
    chain: certificates.map(({ raw }) => raw.toString("base64")),
    keyPair: await readKey(files.keyFile, leaf),
  };
}

async function readChain(path: string): Promise<X509Certificate[]> {
  const blocks = (await readText("STINT_X509_CHAIN", path)).match(pemBlock) ?? [];
  if (blocks.length > maximumCertificates) throw refuse("STINT_X509_CHAIN", "holds too many certificates");
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw refuse("STINT_X509_CHAIN", "holds something that is no certificate", cause);
  }
}

async function readKey(path: string, leaf: X509Certificate): Promise<EcdsaKeyPair> {
  const text = await readText("STINT_X509_KEY", path);
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch (cause) {
    throw refuse("STINT_X509_KEY", "holds no private key in PEM", cause);
  }
  if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1")
    throw refuse("STINT_X509_KEY", "is not a P-256 key");
  if (!leaf.checkPrivateKey(key)) throw refuse("STINT_X509_KEY", "is not the key of the first certificate");
  return ecdsaKeyPair("P-256", Buffer.from(String(key.export({ format: "jwk" }).d), "base64url"));
}

async function readText(setting: string, path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: unknown) => {
    throw refuse(setting, "cannot be read", cause);
  });
}

function refuse(setting: string, words: string, cause?: unknown): Problem {
  return new Problem("CONFIGURATION", `${setting}: ${words}.`, { cause });
}
