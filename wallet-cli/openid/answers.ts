import type { AuthorizationRequest } from "../../core/openid/authorization-request.ts";
import { formatOf, isAccepted } from "../../core/openid/client-metadata.ts";
import { type DcqlCandidate, matchDcql } from "../../core/openid/dcql.ts";
import { dcqlAnswers } from "../../core/openid/dcql-answers.ts";
import { credentialContent } from "../../core/presentation/presented-credentials.ts";
import { isPresentable } from "../credentials/choose-presentable.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import { presentationOf } from "../credentials/sign-presentation.ts";
import { formsOf } from "../disclosure/forms.ts";
import type { ShownCredential } from "../disclosure/shown-credential.ts";
import type { Wallet } from "../wallet.ts";
import type { VpToken } from "./send-answer.ts";

/** One way to answer a request: the held credential for each query. */
export type Answer = ReadonlyMap<string, NumberedCredential>;

/** An answer with what is shown of each credential. */
export type ShownAnswer = ReadonlyMap<string, ShownCredential>;

/** Every way to answer a request from this wallet; none when something is asked that it does not hold. */
export function answersTo(
  request: AuthorizationRequest,
  held: readonly NumberedCredential[],
  wallet: { did: string },
): Answer[] {
  const usable = held.filter(
    (one) =>
      isPresentable(one, wallet) && formsOf(one).some((form) => isAccepted(form, request.acceptedFormats)),
  );
  const byId = new Map(usable.map((one) => [one.recordId, one]));
  const match = matchDcql(request.query, usable.map(candidateOf));
  return dcqlAnswers(request.query, match).map(
    (answer) =>
      new Map(
        [...answer].flatMap(([query, id]) =>
          byId.has(id) ? [[query, byId.get(id) as NumberedCredential]] : [],
        ),
      ),
  );
}

/** The credentials of an answer, each once. */
export function credentialsOf(answer: Answer): NumberedCredential[] {
  return [...new Set(answer.values())];
}

/**
 * Signs the presentations of an answer: for this request's nonce and for the whole client identifier (OpenID4VP 1.0, B.1.3). Where no
 * holder binding is required, the credential itself is the answer (5.3).
 */
export async function signAnswer(
  answer: ShownAnswer,
  request: AuthorizationRequest,
  context: { wallet: Wallet; created: Date },
): Promise<VpToken> {
  const purpose = { challenge: request.nonce, domain: request.client.full };
  const isBare = (id: string) =>
    request.query.queries.some((query) => query.id === id && !query.requireHolderBinding);
  const entries = [...answer].map(async ([id, { credential }]) => {
    const presentation = isBare(id) ? credential : await presentationOf([credential], purpose, context);
    return [id, [presentation]] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** A held credential, or what is shown of it, as a query is compared with it. */
export function candidateOf({
  recordId,
  credential,
  verification,
}: Pick<NumberedCredential, "recordId" | "credential" | "verification">): DcqlCandidate {
  const { content } = credentialContent(credential);
  const expanded = verification.statement?.types ?? [];
  const format = formatOf(credential);
  // Whoever reads JWTs without JSON-LD names the types as they are written.
  const written =
    format === "jwt_vc_json" ? [content.type].flat().filter((type) => typeof type === "string") : [];
  return { id: recordId, format, types: [...expanded, ...written], content };
}
