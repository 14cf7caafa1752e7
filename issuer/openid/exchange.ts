import { cryptosuites } from "../../core/credential/proof/cryptosuites.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { OpenidError, type OpenidErrorCode } from "../../core/openid/openid-error.ts";
import type { ProblemCode } from "../../core/problem/codes.ts";
import { Problem } from "../../core/problem/problem.ts";
import { offerRefusal } from "../completions/offers.ts";
import { completionKeys, type OfferRecord } from "../completions/records.ts";
import { assertRoomToClaim } from "../completions/room-to-issue.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { issuerIdentifier } from "./addresses.ts";
import { claimOffer } from "./claim-offer.ts";
import type { Nonces } from "./nonces.ts";
import { refusalWords } from "./offer-refusals.ts";
import { offerById } from "./present-offer.ts";
import { proveKeys } from "./prove-keys.ts";

const problemCodes: Partial<Record<OpenidErrorCode, ProblemCode>> = {
  invalid_nonce: "INVALID_CHALLENGE_ERROR",
  invalid_proof: "PROOF_VERIFICATION_ERROR",
  credential_request_denied: "CONFLICT",
};

/**
 * Whether an offer can be claimed by a VC-API exchange: not with a transaction code, which nobody is asked for there, nor when the claim
 * would have to wait.
 */
export async function isExchangeable(context: IssuerContext, offer: OfferRecord): Promise<boolean> {
  const { slug, completionNumber, transactionCode } = offer;
  const completion = await context.store.get(completionKeys.completion(slug, completionNumber));
  return transactionCode === undefined && completion?.approval === "granted";
}

/**
 * One step of the exchange behind an interaction URL (VC-API, exchanges): without a presentation it asks for one that authenticates the
 * holder's DID; with it, it gives the credential.
 *
 * @throws {Problem} `OVERLOADED`, `NOT_FOUND`, `CONFLICT`, `FORBIDDEN`, `PROOF_VERIFICATION_ERROR`, `INVALID_CHALLENGE_ERROR`.
 */
export async function takeExchangeStep(
  context: IssuerContext,
  { id, presentation, nonces }: { id: string; presentation: JsonObject | undefined; nonces: Nonces },
): Promise<JsonObject> {
  const offer = await offerById(context, id);
  const refusal = await offerRefusal(context, offer);
  if (refusal !== undefined) throw new Problem("CONFLICT", refusalWords[refusal]);
  if (!(await isExchangeable(context, offer))) {
    throw new Problem("FORBIDDEN", "This offer cannot be claimed in this way. Use a wallet with OpenID4VCI.");
  }
  if (presentation === undefined) return requestFor(context, offer, nonces);
  const credential = await claim(context, { offer, presentation, nonces });
  return {
    verifiablePresentation: {
      "@context": [contextUrls.credentialsV2],
      type: ["VerifiablePresentation"],
      verifiableCredential: [credential],
    },
  };
}

function requestFor(context: IssuerContext, { slug }: OfferRecord, nonces: Nonces): JsonObject {
  return {
    verifiablePresentationRequest: {
      query: [
        {
          type: "DIDAuthentication",
          acceptedMethods: [{ method: "key" }, { method: "jwk" }],
          acceptedCryptosuites: Object.keys(cryptosuites).map((cryptosuite) => ({ cryptosuite })),
        },
      ],
      challenge: nonces.create(slug),
      domain: issuerIdentifier(context, slug),
    },
  };
}

async function claim(
  context: IssuerContext,
  { offer, presentation, nonces }: { offer: OfferRecord; presentation: JsonObject; nonces: Nonces },
): Promise<JsonObject | string> {
  const { slug } = offer;
  try {
    await assertRoomToClaim(context, offer, "embedded");
    const dids = await proveKeys(
      { type: "di_vp", proofs: [presentation] },
      {
        slug,
        nonces,
        expectedIssuer: issuerIdentifier(context, slug),
        expectedClientId: undefined,
        now: context.now(),
      },
    );
    const outcome = await claimOffer(context, { offer, dids, securing: "embedded" });
    const [credential] = "credentials" in outcome ? outcome.credentials : [];
    if (credential === undefined) throw new Problem("CONFLICT", "This waits for the employer's approval.");
    return credential;
  } catch (error) {
    if (!(error instanceof OpenidError)) throw error;
    throw new Problem(problemCodes[error.error] ?? "INVALID_REQUEST", error.message, { cause: error });
  }
}
