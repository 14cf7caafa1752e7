import type { RequestHandler, Response } from "express";
import { assertAllowed, authenticate, type Principal, type Right } from "../use-cases/authorization.ts";
import type { IssuerContext } from "../use-cases/context.ts";

/** Makes the middleware that lets a request pass only with a key that has this right for the tenant in the path. */
export type Allow = (right: Right) => RequestHandler;

const principals = new WeakMap<Response, Principal>();

/** Makes {@link Allow}. It runs before a body is read, so strangers cannot make the service read anything. */
export function createAllow(context: IssuerContext, adminToken: string): Allow {
  return (right) => async (request, response, next) => {
    const [, token] = /^Bearer +([^\s]{1,512}) *$/i.exec(request.get("authorization") ?? "") ?? [];
    const principal = await authenticate(context, { token, adminToken });
    const { slug } = request.params;
    assertAllowed(principal, right, typeof slug === "string" ? slug : undefined);
    principals.set(response, principal);
    next();
  };
}

/** Who sent the request that this response answers. */
export function principalOf(response: Response): Principal {
  const principal = principals.get(response);
  if (!principal) throw new TypeError("A route without its check");
  return principal;
}
