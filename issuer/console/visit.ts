import type { RequestHandler, Response } from "express";
import { Problem } from "../../core/problem/problem.ts";
import { wantsPage } from "../../web/problem-response.tsx";
import type { Session, Sessions } from "../../web/sessions.ts";
import {
  assertAllowed,
  holderOfKey,
  isAllowed,
  type Right,
  type TenantPrincipal,
} from "../use-cases/authorization.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { tenant } from "../use-cases/tenants.ts";
import type { Notice, Notices } from "./notices.ts";

/** What a session knows: which API key signed in, never the key itself. */
export interface SignedIn {
  slug: string;
  apiKeyId: string;
  notices: Notices;
}

export type ConsoleSessions = Sessions<SignedIn>;

/** One request of somebody who is signed in. */
export interface Visit {
  context: IssuerContext;
  session: Session<SignedIn>;
  principal: TenantPrincipal;
  slug: string;
  /** The employer's name, in its own words. */
  employer: string;
  /** What the page before wanted to be said on this one. */
  notice?: Notice;
  may(right: Right): boolean;
}

const visits = new WeakMap<Response, Visit>();

/** Makes the middleware that lets only those pass who are signed in and have the right; everybody else is sent to sign in. */
export type Admit = (right: Right) => RequestHandler;

/**
 * Makes {@link Admit}. Whether the key still stands, and what it may do, is asked anew for each request: a revoked key ends its sessions.
 * It runs before a body is read.
 */
export function createAdmit(context: IssuerContext, sessions: ConsoleSessions): Admit {
  return (right) => async (request, response, next) => {
    const session = sessions.find(request);
    const { slug, apiKeyId: id } = session?.value ?? {};
    const principal =
      slug === undefined || id === undefined ? undefined : await holderOfKey(context, { slug, id });
    if (session === undefined || principal === undefined) {
      if (session !== undefined) sessions.end(request, response);
      if (!wantsPage(request)) throw new Problem("UNAUTHORIZED", "Sign in to the console.");
      const wanted = request.method === "GET" ? request.originalUrl : "/console";
      return response.redirect(303, `/console/sign-in?next=${encodeURIComponent(wanted)}`);
    }
    const { profile } = await tenant(context, principal.slug);
    const notice = session.value.notices.take(request.query.notice);
    visits.set(response, {
      context,
      session,
      principal,
      slug: principal.slug,
      employer: String(profile.name),
      ...(notice && { notice }),
      may: (wanted) => isAllowed(principal, wanted),
    });
    assertAllowed(principal, right, principal.slug);
    next();
  };
}

/** The visit that this response answers. Throws TypeError on a route without {@link Admit}. */
export function visitOf(response: Response): Visit {
  const visit = visits.get(response);
  if (!visit) throw new TypeError("A page without its check");
  return visit;
}

/** {@link visitOf} for where nobody may be signed in. */
export function findVisit(response: Response): Visit | undefined {
  return visits.get(response);
}
