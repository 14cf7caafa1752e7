import type { Express, Request } from "express";
import { OpenidError } from "../../core/openid/openid-error.ts";
import { Problem } from "../../core/problem/problem.ts";
import { openidEndpoint } from "../../web/openid-endpoint.ts";
import { readForm } from "../../web/read-form.ts";
import { maxPresentationBytes } from "../documents/document-limits.ts";
import type { Device } from "./presentation-request.ts";
import { openRequest, receiveResponse } from "./receive-answer.ts";
import type { RequestContext } from "./request-context.ts";
import { requestObject } from "./request-links.ts";

const maximumRequestBytes = 64 * 1024;
const requestObjectMediaType = "application/oauth-authz-req+jwt";
const walletNoncePattern = /^[\x21-\x7e]{1,256}$/;

/** What wallets call: the request object and the response URI of OpenID4VP 1.0, and the verifier's own DID document. */
export function addWalletRoutes(app: Express, context: RequestContext): void {
  const path = "/presentation-requests/:id";

  const send = openidEndpoint(async (request, response) => {
    const asked = openRequest(context, idOf(request));
    const form: URLSearchParams | undefined = request.body;
    const options = { device: deviceOf(request), walletNonce: walletNonceOf(form) };
    const jwt = await requestObject(context, asked, options);
    if (jwt === undefined)
      throw new OpenidError("invalid_request", "This request is not signed: it is in its link");
    response.type(requestObjectMediaType).send(jwt);
  });
  app.get(`${path}/request`, send);
  app.post(`${path}/request`, openidEndpoint(readForm(maximumRequestBytes)), send);

  app.post(
    `${path}/response`,
    // An answer to nothing is refused before its body is read.
    openidEndpoint((request, _response, next) => {
      openRequest(context, idOf(request));
      next();
    }),
    openidEndpoint(readForm(maxPresentationBytes)),
    openidEndpoint(async (request, response) => {
      response.json(await receiveResponse(context, idOf(request), request.body));
    }),
  );

  // The first is where did:web looks when the verifier has a host of its own, the second when it has a path.
  app.get(["/.well-known/did.json", "/did.json"], (_request, response) => {
    const document = context.identities.didDocument();
    if (document === undefined) throw new Problem("NOT_FOUND", "This verifier has no DID on the web.");
    response.type("application/did+json").send(JSON.stringify(document));
  });
}

function idOf(request: Request): string {
  return String(request.params.id);
}

function deviceOf(request: Request): Device {
  return request.query.device === "same" ? "same" : "other";
}

/** OpenID4VP 1.0, 5.10: what the wallet gives here stands in the request object, so it stays small and plain. */
function walletNonceOf(form: URLSearchParams | undefined): string | undefined {
  const [nonce, ...others] = form?.getAll("wallet_nonce") ?? [];
  if (nonce === undefined) return undefined;
  if (others.length > 0 || !walletNoncePattern.test(nonce))
    throw new OpenidError("invalid_request", "The wallet_nonce is not one short text of visible characters");
  return nonce;
}
