import type { JsonObject } from "../../core/json/json-value.ts";
import { wantedFormats } from "../../core/openid/wanted-work.ts";
import {
  authorizationParameters,
  linkByReference,
  linkByValue,
  requestObjectClaims,
} from "../openid/authorization-request.ts";
import type { Device, PresentationRequest } from "./presentation-request.ts";
import type { RequestContext } from "./request-context.ts";

type Place = Pick<RequestContext, "publicUrl">;

/** Where wallets send their answers. */
export function responseUri({ publicUrl }: Place, id: string): string {
  return `${publicUrl()}/presentation-requests/${id}/response`;
}

/** The link that opens a wallet: with the request in it where nobody signs, else with a reference to its request object. */
export function walletLink(place: Place, request: PresentationRequest, device: Device): string {
  if (request.identity.sign === undefined) return linkByValue(parametersOf(place, request, device));
  const path = `${place.publicUrl()}/presentation-requests/${request.id}/request`;
  const requestUri = device === "same" ? `${path}?device=same` : path;
  return linkByReference({ clientId: request.clientId, requestUri });
}

/** The link that means the same to a camera, a browser and a wallet: VCALM's interaction URL. */
export function interactionUrl({ publicUrl }: Place, { id }: PresentationRequest): string {
  return `${publicUrl()}/interactions/${id}?iuv=1`;
}

/** The VC-API exchange behind the interaction URL. */
export function exchangeUrl({ publicUrl }: Place, { id }: PresentationRequest): string {
  return `${publicUrl()}/exchanges/${id}`;
}

/** The signed request object, made anew for each wallet that asks; `undefined` where requests are not signed. */
export async function requestObject(
  context: RequestContext,
  request: PresentationRequest,
  options: { device: Device; walletNonce: string | undefined },
): Promise<string | undefined> {
  return request.identity.sign?.(
    requestObjectClaims({
      parameters: parametersOf(context, request, options.device),
      issuedAt: context.now(),
      expiresAt: request.expiresAt,
      walletNonce: options.walletNonce,
    }),
  );
}

function parametersOf(place: Place, request: PresentationRequest, device: Device): JsonObject {
  return authorizationParameters({
    clientId: request.clientId,
    responseUri: responseUri(place, request.id),
    nonce: request.nonce,
    state: request.states[device] ?? request.states.other,
    query: request.query.json,
    formats: wantedFormats(request.wanted),
    responseJwk: request.responseKey?.publicJwk,
  });
}
