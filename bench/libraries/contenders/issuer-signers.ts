import type { Sample } from "../sample.ts";

/** Makes a signer for each issuer of the samples, once; the function it gives finds that of a sample. */
export async function issuerSigners<Signer>(
  samples: Sample[],
  create: (seed: Uint8Array) => Promise<Signer> | Signer,
): Promise<(sample: Sample) => Signer> {
  const nameOf = ({ issuerSeed }: Sample) => Buffer.from(issuerSeed).toString("hex");
  const signers = new Map<string, Signer>();
  for (const sample of samples) {
    if (!signers.has(nameOf(sample))) signers.set(nameOf(sample), await create(sample.issuerSeed));
  }
  return (sample) => {
    const signer = signers.get(nameOf(sample));
    if (signer === undefined) throw new TypeError("A sample by nobody");
    return signer;
  };
}
