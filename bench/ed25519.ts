import * as nodeCrypto from "node:crypto";
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from "node:crypto";
import { type Ed25519, ed25519With } from "../core/keys/ed25519/ed25519-with.ts";
import { findNativeEd25519 } from "../core/keys/ed25519/native.ts";
import { ed25519KeyPair, signEd25519, verifyEd25519 } from "../core/keys/ed25519.ts";
import { encodeJwk } from "../core/keys/jwk.ts";
import { edgeCases } from "../test/support/ed25519-edge-cases.ts";

/** Compares Stint's Ed25519 with what it is without a native implementation, and with OpenSSL alone behind node:crypto. */

const rounds = 2000;
const native = findNativeEd25519(nodeCrypto);
const stint = ed25519With(native);
const nobleAlone = ed25519With(undefined);
const message = Uint8Array.from(randomBytes(64));
const altered = Uint8Array.of(...message, 0);
const keyPair = ed25519KeyPair(Uint8Array.from(randomBytes(32)));
const { seed } = keyPair;
const signature = signEd25519(message, keyPair);
const publicKey = publicKeyObject(keyPair.publicKey);
const privateKey = createPrivateKey({
  key: {
    ...encodeJwk({ type: "Ed25519", bytes: keyPair.publicKey }),
    d: Buffer.from(seed).toString("base64url"),
  },
  format: "jwk",
});
const asked = (text: Uint8Array) => ({ signature, message: text, publicKey: keyPair.publicKey });
/** Made anew for each signature, so that no key has been met. */
const verifyFirst = (make: () => Ed25519) => () => make().verify(asked(message));

const rows: { name: string; ways: [noble: () => unknown, stint: () => unknown, openssl: () => unknown] }[] = [
  {
    name: "sign",
    ways: [
      () => nobleAlone.sign(message, seed),
      () => stint.sign(message, seed),
      () => sign(null, message, privateKey),
    ],
  },
  {
    name: "verify",
    ways: [
      () => nobleAlone.verify(asked(message)),
      () => stint.verify(asked(message)),
      () => verify(null, message, publicKey, signature),
    ],
  },
  {
    name: "verify, key not met before",
    ways: [
      verifyFirst(() => ed25519With(undefined)),
      verifyFirst(() => ed25519With(native)),
      () => verify(null, message, publicKeyObject(keyPair.publicKey), signature),
    ],
  },
  {
    name: "refuse an altered message",
    ways: [
      () => nobleAlone.verify(asked(altered)),
      () => stint.verify(asked(altered)),
      () => verify(null, altered, publicKey, signature),
    ],
  },
];

console.log(`Node ${process.version}, OpenSSL ${process.versions.openssl}, ${rounds} rounds`);
console.log("median in microseconds            noble  Stint  node:crypto");
for (const { name, ways } of rows) {
  const [noble = "", ours = "", openssl = ""] = medians(ways).map((time) => time.toFixed(0));
  console.log(`${name.padEnd(32)}  ${noble.padStart(5)}  ${ours.padStart(5)}  ${openssl.padStart(11)}`);
}
console.log("\nEdge cases                            Stint  node:crypto");
for (const edge of edgeCases()) {
  const ours = verifyEd25519(edge);
  const theirs = verify(null, edge.message, publicKeyObject(edge.publicKey), edge.signature);
  console.log(
    `${edge.name.padEnd(36)}  ${String(ours).padEnd(5)}  ${theirs}${ours === theirs ? "" : "  <- differ"}`,
  );
}

function publicKeyObject(bytes: Uint8Array): KeyObject {
  const x = Buffer.from(bytes).toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

/** Takes turns between the ways, so that what else the machine does hits all alike. */
function medians(ways: (() => unknown)[]): number[] {
  const times = ways.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, way] of ways.entries()) times[index]?.push(timeOf(way));
  }
  return times.map(median);
}

function timeOf(action: () => unknown): number {
  const started = performance.now();
  action();
  return (performance.now() - started) * 1000;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
