import jsonld from "jsonld";
import { canonize } from "rdf-canonize";
import { canonicalJson } from "../../../core/json/canonical-json.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import type { SuiteName } from "../sample.ts";
import { loadOffline as documentLoader } from "./documents-offline.ts";

/** The two texts whose hashes a proof signs, one after the other. */
export interface HashInput {
  proofOptions: string;
  document: string;
}

/**
 * Writes both texts with the libraries that define them, and with none of Stint's own paths for RDF.
 *
 * @see {@link https://www.w3.org/TR/vc-di-eddsa/#hashing-eddsa-rdfc-2022}
 */
export async function hashInputOf(
  unsecured: JsonObject,
  proof: JsonObject,
  suite: SuiteName,
): Promise<HashInput> {
  const { proofValue: _value, ...options } = proof;
  if (suite === "eddsa-jcs-2022")
    return { proofOptions: canonicalJson(options), document: canonicalJson(unsecured) };
  return {
    proofOptions: await canonicalQuads({ "@context": unsecured["@context"] ?? [], ...options }),
    document: await canonicalQuads(unsecured),
  };
}

async function canonicalQuads(document: JsonObject): Promise<string> {
  const dataset = await jsonld.toRDF(document, { base: null, safe: true, documentLoader });
  return canonize(dataset, {
    algorithm: "RDFC-1.0",
    format: "application/n-quads",
    messageDigestAlgorithm: "sha256",
  });
}
