import { base58 } from "@scure/base";
import { canonicalize, expand } from "../../core/credential/json-ld/json-ld.ts";
import { digest } from "../../core/credential/proof/hashed-document.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../../core/json/json-value.ts";
import type { Person } from "./world.ts";

/**
 * Signs whatever it is given, with whatever proof options: what an attacker with a key of their own can do. The
 * hashes are made as the cryptosuite says, so a refusal is never for the signature.
 */
export async function rawSign(
  document: JsonObject,
  options: JsonObject,
  by: Person,
  earlier: JsonObject[] = [],
): Promise<JsonObject> {
  const proof: JsonObject = {
    type: "DataIntegrityProof",
    cryptosuite: "eddsa-rdfc-2022",
    created: "2026-10-01T00:00:00Z",
    verificationMethod: by.signer.id,
    proofPurpose: "assertionMethod",
    ...options,
  };
  const covered = earlier.filter(({ id }) => [options.previousProof].flat().includes(id ?? null));
  const hashOf = async (value: JsonObject) => digest(await canonicalize(await expand(value)), "sha256");
  const data = Buffer.concat([
    await hashOf({ "@context": document["@context"] as JsonValue, ...proof }),
    await hashOf(covered.length > 0 ? { ...document, proof: covered } : document),
  ]);
  const signature = await by.signer.sign({ data });
  return { ...document, proof: [...earlier, { ...proof, proofValue: `z${base58.encode(signature)}` }] };
}

/**
 * Signs as older signers do, by Ed25519Signature2020: the context of the suite need not be in the document.
 * https://www.w3.org/community/reports/credentials/CG-FINAL-di-eddsa-2020-20220724/
 */
export async function rawSign2020(document: JsonObject, by: Person): Promise<JsonObject> {
  const proof: JsonObject = {
    type: "Ed25519Signature2020",
    created: "2026-10-01T00:00:00Z",
    verificationMethod: by.signer.id,
    proofPurpose: "assertionMethod",
  };
  const contexts = [document["@context"] as JsonValue, contextUrls.ed25519Signature2020].flat();
  const hashOf = async (value: JsonObject) => digest(await canonicalize(await expand(value)), "sha256");
  const data = Buffer.concat([await hashOf({ "@context": contexts, ...proof }), await hashOf(document)]);
  const signature = await by.signer.sign({ data });
  return { ...document, proof: { ...proof, proofValue: `z${base58.encode(signature)}` } };
}
