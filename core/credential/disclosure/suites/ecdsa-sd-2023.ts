import {
  type EcdsaKeyPair,
  ecdsaKeyPair,
  ecdsaVerifier,
  signEcdsa,
  verifyEcdsa,
} from "../../../keys/ecdsa.ts";
import type { RandomBytes } from "../../../keys/seeded-bytes.ts";
import type { Signer } from "../../../keys/signer.ts";
import {
  type EcdsaSdBaseProof,
  type EcdsaSdDerivedProof,
  ephemeralKeyBytes,
  writeEcdsaSdBase,
} from "../format/ecdsa-sd-value.ts";
import { type Grouped, groupStatements, hashStatements } from "../statements/grouped-statements.ts";
import { hmacLabels } from "../statements/labels.ts";
import type { BaseInput } from "./base-input.ts";

/**
 * Makes the `proofValue` of a base proof: the issuer signs the mandatory statements, and a key made for this proof each other one.
 *
 * @param random - For the HMAC key, and for the ephemeral key, under which statements could be added to this credential.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#create-base-proof-ecdsa-sd-2023}
 */
export async function createEcdsaSdBase(
  { opened, proofHash, mandatoryPointers }: BaseInput,
  signer: Signer,
  random: RandomBytes,
): Promise<string> {
  const hmacKey = random(32);
  const { mandatory, others } = await groupStatements(opened, hmacLabels(hmacKey), mandatoryPointers);
  const ephemeral = ephemeralKeyPair(random);
  const ephemeralKey = ephemeral.publicKey;
  return writeEcdsaSdBase({
    baseSignature: await signer.sign({ data: baseSignedData({ proofHash, ephemeralKey, mandatory }) }),
    ephemeralKey,
    hmacKey,
    signatures: others.map((line) => signEcdsa(Buffer.from(line), ephemeral)),
    mandatoryPointers: [...mandatoryPointers],
  });
}

/**
 * Says whether the issuer's signature fits the mandatory statements, and each of the others, in order, has one that fits: as
 * many signatures as statements.
 *
 * @param under.publicKey - The issuer's P-256 key.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#verify-derived-proof-ecdsa-sd-2023}
 */
export function holdsUnderEcdsaSd(
  { baseSignature, ephemeralKey, signatures }: EcdsaSdBaseProof | EcdsaSdDerivedProof,
  { mandatory, others }: Grouped,
  { proofHash, publicKey }: { proofHash: Uint8Array; publicKey: Uint8Array },
): boolean {
  if (signatures.length !== others.length) return false;
  const message = baseSignedData({ proofHash, ephemeralKey, mandatory });
  if (!verifyEcdsa({ curve: "P-256", signature: baseSignature, message, publicKey })) return false;
  const verify = ecdsaVerifier("P-256", ephemeralKey);
  return others.every((line, index) => verify(Buffer.from(line), signatures[index] ?? new Uint8Array()));
}

/** What the issuer signs: the proof's options, the ephemeral key and the mandatory statements. */
function baseSignedData(signed: {
  proofHash: Uint8Array;
  ephemeralKey: Uint8Array;
  mandatory: string[];
}): Uint8Array {
  return Buffer.concat([signed.proofHash, ephemeralKeyBytes(signed), hashStatements(signed.mandatory)]);
}

function ephemeralKeyPair(random: RandomBytes): EcdsaKeyPair {
  const secret = random(32);
  try {
    return ecdsaKeyPair("P-256", secret);
  } catch {
    // One in 2^32 is not below the order.
    return ephemeralKeyPair(random);
  }
}
