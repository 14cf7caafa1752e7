import { parseDcqlQuery } from "../../core/openid/dcql.ts";
import { createDcqlQuery } from "../../core/openid/dcql-query.ts";
import type { WantedWork } from "../../core/openid/wanted-work.ts";
import type { IdentityKind } from "../openid/client-identity.ts";
import { createResponseKey } from "../openid/encrypted-response.ts";
import type { PresentationRequest } from "./presentation-request.ts";
import { freshSecret, hashSecret, type RequestContext } from "./request-context.ts";
import { responseUri } from "./request-links.ts";
import { expiredLifetimeMilliseconds } from "./request-register.ts";

/** What somebody asks for, and how. */
export interface Asking {
  wanted: WantedWork;
  /** What the asker calls the issuers, by DID: for pages. */
  issuerNames?: ReadonlyMap<string, string>;
  /** How the request says who asks; the usual one of this verifier when absent. */
  identity?: IdentityKind | undefined;
  /** Whether the wallet must encrypt its answer to a key of this request. */
  encrypted: boolean;
  /** Whether a browser asks, to which a wallet on the same device can lead back. */
  byBrowser: boolean;
}

/** A request that was just made, with the token that is shown this once. */
export interface AskedRequest {
  request: PresentationRequest;
  resultToken: string;
}

/** How long a request can be answered (security rule 7: ten minutes at most). */
export const requestLifetimeMilliseconds = 10 * 60_000;

/** Answers that do not fit are looked at this often. */
const maximumTries = 10;

/**
 * Opens a request for one presentation.
 *
 * @throws Problem `INVALID_REQUEST` for an identity that this verifier does not have; `OVERLOADED`.
 */
export async function askForWork(context: RequestContext, asking: Asking): Promise<AskedRequest> {
  const { identities, register } = context;
  const identity = identities.of(asking.identity ?? identities.usual());
  const json = createDcqlQuery(asking.wanted);
  const id = freshSecret(context);
  const resultToken = freshSecret(context);
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + requestLifetimeMilliseconds);
  const request: PresentationRequest = {
    id,
    resultId: freshSecret(context),
    resultTokenHash: hashSecret(resultToken),
    wanted: asking.wanted,
    issuerNames: asking.issuerNames ?? new Map(),
    query: { json, parsed: parseDcqlQuery(json) },
    identity,
    clientId: identity.clientId(responseUri(context, id)),
    nonce: freshSecret(context),
    states: { other: freshSecret(context), ...(asking.byBrowser && { same: freshSecret(context) }) },
    responseKey: asking.encrypted ? await createResponseKey(freshSecret(context)) : undefined,
    createdAt,
    expiresAt,
    keptUntil: new Date(expiresAt.getTime() + expiredLifetimeMilliseconds),
    triesLeft: maximumTries,
  };
  register.add(request);
  return { request, resultToken };
}
