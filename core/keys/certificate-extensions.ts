import { Problem } from "../problem/problem.ts";

/** What X.509 says about a certificate that `node:crypto` does not tell: RFC 5280, 4.1 and 4.2. */
export interface CertificateExtensions {
  /** OID of the signature, as hexadecimal DER. */
  signatureAlgorithm: string;
  /** How many further authorities may stand between it and a leaf; `undefined`: as many as there are. */
  pathLength: number | undefined;
  /** Absent when the certificate does not limit its key. */
  keyUsage: { digitalSignature: boolean; keyCertSign: boolean } | undefined;
}

interface Element {
  tag: number;
  content: Uint8Array;
  end: number;
}

const tags = { boolean: 0x01, integer: 0x02, bitString: 0x03, extensions: 0xa3 } as const;
/** id-ce, 2.5.29: the extensions that are understood here. */
const oids = { keyUsage: "551d0f", basicConstraints: "551d13", nameConstraints: "551d1e" } as const;
/** Subject alternative name, certificate policies and extended key usage ask nothing that a reader could overlook. */
const harmless = new Set(["551d11", "551d20", "551d25"]);

/**
 * Reads what limits a certificate.
 *
 * @param der - Bytes that an X.509 parser has accepted already.
 * @throws {@link Problem} `INVALID_VERIFICATION_METHOD` for a critical extension that is not understood here, and for
 * name constraints, which would have to be enforced (RFC 5280, 4.2.1.10).
 */
export function readCertificateExtensions(der: Uint8Array): CertificateExtensions {
  const [body, algorithm] = childrenOf(only(childrenOf(der)).content);
  if (body === undefined || algorithm === undefined) throw refuse("The certificate is malformed");
  const read: CertificateExtensions = {
    signatureAlgorithm: hex(only(childrenOf(algorithm.content).slice(0, 1)).content),
    pathLength: undefined,
    keyUsage: undefined,
  };
  const wrapper = childrenOf(body.content).find(({ tag }) => tag === tags.extensions);
  const extensions = wrapper === undefined ? [] : childrenOf(only(childrenOf(wrapper.content)).content);
  for (const extension of extensions) {
    const parts = childrenOf(extension.content);
    const oid = hex(only(parts.slice(0, 1)).content);
    const isCritical = parts[1]?.tag === tags.boolean && parts[1].content[0] !== 0;
    const value = only(childrenOf(only(parts.slice(-1)).content));
    if (oid === oids.keyUsage) read.keyUsage = readKeyUsage(value);
    else if (oid === oids.basicConstraints) read.pathLength = readPathLength(value);
    else if (oid === oids.nameConstraints)
      throw refuse("The certificate limits names, which is not supported");
    else if (isCritical && !harmless.has(oid))
      throw refuse("The certificate demands something that is not understood here");
  }
  return read;
}

function readKeyUsage({ tag, content }: Element): CertificateExtensions["keyUsage"] {
  if (tag !== tags.bitString) throw refuse("The certificate is malformed");
  // The first byte counts unused bits; bit 0 is the highest of the second.
  const bits = content[1] ?? 0;
  return { digitalSignature: (bits & 0x80) !== 0, keyCertSign: (bits & 0x04) !== 0 };
}

function readPathLength({ content }: Element): number | undefined {
  const length = childrenOf(content).find(({ tag }) => tag === tags.integer);
  return length === undefined ? undefined : Number.parseInt(hex(length.content), 16);
}

function childrenOf(bytes: Uint8Array): Element[] {
  const elements: Element[] = [];
  for (let offset = 0; offset < bytes.length; offset = elements.at(-1)?.end ?? bytes.length) {
    elements.push(readElement(bytes, offset));
  }
  return elements;
}

/** One DER element with a length in definite form: X.690, 8.1. */
function readElement(bytes: Uint8Array, offset: number): Element {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw refuse("The certificate is malformed");
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 3) throw refuse("The certificate is malformed");
  const start = offset + 2 + lengthBytes;
  const length =
    lengthBytes === 0 ? first : Number.parseInt(hex(bytes.subarray(offset + 2, start)) || "0", 16);
  const end = start + length;
  if (end > bytes.length) throw refuse("The certificate is malformed");
  return { tag, content: bytes.subarray(start, end), end };
}

function only(elements: Element[]): Element {
  const [element, ...others] = elements;
  if (element === undefined || others.length > 0) throw refuse("The certificate is malformed");
  return element;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function refuse(words: string): Problem {
  return new Problem("INVALID_VERIFICATION_METHOD", words);
}
