import { listOf } from "../../core/credential/members.ts";
import { parseProofs } from "../../core/credential/proof/proof-options.ts";
import { isSignedBy } from "../../core/credential/proof/verify-proofs.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { HeldCredential } from "../store/wallet-records.ts";
import { type BaseProof, baseProofsOf } from "./base-proofs.ts";

/**
 * The whole credential as others may get it: without base proofs, from which they could show parts of it as its holder does.
 *
 * @returns `undefined` when nothing else by the issuer would be left, or a proof that covers a base proof: then one has to be derived.
 * @see {@link https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-functions}
 */
export function withoutBaseProofs({
  credential,
  verification,
}: HeldCredential): JsonObject | string | undefined {
  if (typeof credential === "string") return credential;
  const parsed = parseProofs(credential);
  const isBase = parsed.map(({ disclosure }) => disclosure?.kind === "base");
  if (!isBase.includes(true)) return credential;
  const others = parsed.filter((_, position) => !isBase[position]);
  const ids = new Set(others.map(({ id }) => id));
  const isComplete = others.every(({ previousProof }) => previousProof.every((id) => ids.has(id)));
  if (!isComplete || !isSignedBy(others, verification.statement?.issuer ?? "")) return undefined;
  return { ...credential, proof: listOf(credential.proof).filter((_, position) => !isBase[position]) };
}

/** The forms that a held credential can be handed over in, as far as their proofs go: for whoever has to say which of them will do. */
export function formsOf(held: HeldCredential): (JsonObject | string)[] {
  const asIssued = withoutBaseProofs(held);
  const derived = baseProofsOf(held).map((base) => derivedForm(held, base));
  return asIssued === undefined ? derived : [asIssued, ...derived];
}

/** A credential with the kind of proof that is derived from a base proof. */
export function derivedForm({ credential }: HeldCredential, { suite }: BaseProof): JsonObject | string {
  const proof = { type: "DataIntegrityProof", cryptosuite: suite };
  return typeof credential === "string" ? credential : { ...credential, proof };
}
