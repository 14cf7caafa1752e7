import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from "node:crypto";
import { ed25519KeyPair, signEd25519, verifyEd25519 } from "../core/keys/ed25519.ts";
import { encodeJwk } from "../core/keys/jwk.ts";
import { edgeCases } from "../test/support/ed25519-edge-cases.ts";

/** Compares the implementation that Stint signs and verifies with against OpenSSL behind node:crypto. */

const rounds = 2000;
const message = Uint8Array.from(randomBytes(64));
const keyPair = ed25519KeyPair(Uint8Array.from(randomBytes(32)));
const signature = signEd25519(message, keyPair);
const publicKey = publicKeyObject(keyPair.publicKey);
const privateKey = createPrivateKey({
  key: {
    ...encodeJwk({ type: "Ed25519", bytes: keyPair.publicKey }),
    d: Buffer.from(keyPair.seed).toString("base64url"),
  },
  format: "jwk",
});

const signing = compare(
  () => signEd25519(message, keyPair),
  () => sign(null, message, privateKey),
);
const verifying = compare(
  () => verifyEd25519({ signature, message, publicKey: keyPair.publicKey }),
  () => verify(null, message, publicKey, signature),
);
console.log(`Node ${process.version}, ${rounds} rounds, median in microseconds`);
console.log(`sign    noble ${signing.ours}  node:crypto ${signing.theirs}  ratio ${signing.ratio}`);
console.log(`verify  noble ${verifying.ours}  node:crypto ${verifying.theirs}  ratio ${verifying.ratio}`);
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

/** Takes turns between the two, so that what else the machine does hits both alike. */
function compare(ours: () => unknown, theirs: () => unknown) {
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round++) {
    times.ours.push(timeOf(ours));
    times.theirs.push(timeOf(theirs));
  }
  const [a, b] = [median(times.ours), median(times.theirs)];
  return { ours: a.toFixed(0), theirs: b.toFixed(0), ratio: (a / b).toFixed(1) };
}

function timeOf(action: () => unknown): number {
  const started = performance.now();
  action();
  return (performance.now() - started) * 1000;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
