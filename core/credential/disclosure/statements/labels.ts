import { createHmac } from "node:crypto";
import { base64urlnopad } from "@scure/base";

/** Gives each blank node, named by its canonical label, the label that it is signed under. */
export type LabelMaker = (canonicalLabels: Iterable<string>) => Map<string, string>;

/**
 * Labels that tell nothing about how many nodes there are or in what order: an HMAC (SHA-256) of the canonical label.
 *
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#createhmacidlabelmapfunction}
 */
export function hmacLabels(hmacKey: Uint8Array): LabelMaker {
  return (canonicalLabels) =>
    new Map(
      [...canonicalLabels].map((label) => [
        label,
        `u${base64urlnopad.encode(createHmac("sha256", hmacKey).update(label).digest())}`,
      ]),
    );
}

/**
 * Labels that are the same few for everybody, shuffled: `b` and the place of the HMAC label among all of them in order.
 *
 * @see {@link https://www.w3.org/TR/vc-di-bbs/#createshuffledidlabelmapfunction}
 */
export function shuffledLabels(hmacKey: Uint8Array): LabelMaker {
  return (canonicalLabels) => {
    const labels = hmacLabels(hmacKey)(canonicalLabels);
    const inOrder = [...labels.values()].sort();
    return new Map([...labels].map(([canonical, label]) => [canonical, `b${inOrder.indexOf(label)}`]));
  };
}
