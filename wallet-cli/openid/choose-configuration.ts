import type { CredentialFormat } from "../../core/openid/dcql.ts";
import type { CredentialConfiguration, IssuerMetadata } from "../../core/openid/issuer-metadata.ts";
import { GuidedProblem } from "../guided-problem.ts";

/** How the wallet shows that it holds its key: OpenID4VCI 1.0, Appendix F. */
export type ProofType = "jwt" | "di_vp";

/** What will be asked for, and how. */
export interface Choice {
  readonly configuration: CredentialConfiguration & { readonly format: CredentialFormat };
  /** `undefined`: the issuer wants no proof. */
  readonly proofType: ProofType | undefined;
}

const preferred: readonly CredentialFormat[] = ["ldp_vc", "jwt_vc_json"];
const signingAlgorithms = { jwt: ["EdDSA", "Ed25519"], di_vp: ["eddsa-rdfc-2022"] };
const bindingMethods = ["did:key", "did", "jwk"];

/**
 * Chooses one of the credentials that are offered: in the format asked for, else with proofs in it, else as a JWT.
 *
 * @throws {@link Problem} `UNSUPPORTED` when this wallet can take none of them.
 */
export function chooseConfiguration(
  offeredIds: readonly string[],
  issuer: IssuerMetadata,
  wishes: { format: CredentialFormat | undefined; proof: ProofType | undefined },
): Choice {
  const formats = wishes.format === undefined ? preferred : [wishes.format];
  const offered = offeredIds.flatMap((id) => issuer.configurations.get(id) ?? []);
  for (const format of formats) {
    for (const configuration of offered.filter((candidate) => candidate.format === format)) {
      const choice = choiceOf({ ...configuration, format }, wishes.proof);
      if (choice !== undefined) return choice;
    }
  }
  const names = [...new Set(offered.map(({ format }) => format))].join(", ");
  throw new GuidedProblem(
    "UNSUPPORTED",
    offered.length === 0
      ? "The offer names credentials that its issuer does not know."
      : `The offer is in a form that was not asked for or cannot be taken (${names}).`,
    wishes.format === undefined && wishes.proof === undefined
      ? "Ask the employer for ldp_vc or jwt_vc_json, bound to a did:key."
      : "Try again without --format and --proof.",
  );
}

function choiceOf(configuration: Choice["configuration"], wished: ProofType | undefined): Choice | undefined {
  const { proofTypes, bindingMethods: methods } = configuration;
  if (methods.length > 0 && !methods.some((method) => bindingMethods.includes(method))) return undefined;
  const candidates: readonly ProofType[] = wished === undefined ? ["jwt", "di_vp"] : [wished];
  const proofType = candidates.find((type) => {
    const algorithms = proofTypes.get(type);
    return algorithms?.length === 0 || algorithms?.some((name) => signingAlgorithms[type].includes(name));
  });
  if (proofType === undefined && (proofTypes.size > 0 || wished !== undefined)) return undefined;
  return { configuration, proofType };
}
