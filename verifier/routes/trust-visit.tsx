import type { Express, Request, RequestHandler, Response } from "express";
import { Problem } from "../../core/problem/problem.ts";
import { sendPage } from "../../web/page.tsx";
import { readForm } from "../../web/read-form.ts";
import {
  assertOwnForm,
  createSessions,
  isForeignForm,
  type Session,
  type Sessions,
} from "../../web/sessions.ts";
import type { AdminAccess } from "../admin-access.ts";
import { SignInPage } from "../pages/trust/sign-in-page.tsx";

type TrustSessions = Sessions<"admin">;

/** Makes a handler for whoever is signed in; everybody else gets the page to sign in, before anything they sent is read. */
export type Visit = (
  ...handlers: [...RequestHandler[], (request: Request, response: Response) => Promise<void> | void]
) => RequestHandler[];

const maxFormBytes = 8192;
const lifetimeMilliseconds = 8 * 60 * 60_000;

interface TrustVisitOptions {
  admin: AdminAccess;
  secureCookies: boolean;
  clock: () => Date;
  random: (size: number) => Uint8Array;
}

const sessionsOfResponses = new WeakMap<Response, Session<"admin">>();

/** Signing in and out of the pages below /trust. The cookie is never sent from another site. */
export function addSignIn(app: Express, { admin, secureCookies, clock, random }: TrustVisitOptions): Visit {
  const sessions: TrustSessions = createSessions({
    cookieName: "stint-trust",
    path: "/trust",
    secure: secureCookies,
    sameSite: "strict",
    lifetimeMilliseconds,
    maximum: 100,
    now: clock,
    random,
  });

  const visit: Visit = (...handlers) => [
    (request, response, next) => {
      const session = sessions.find(request);
      if (session !== undefined) {
        sessionsOfResponses.set(response, session);
        next();
        return;
      }
      const wanted = request.method === "GET" ? request.originalUrl : "/trust";
      response.status(401);
      sendPage(response, <SignInPage next={placeBelowTrust(wanted)} />);
    },
    ...handlers,
  ];

  app.post("/trust/sign-in", assertNotForeign, readForm(maxFormBytes), (request, response) => {
    const form: URLSearchParams = request.body;
    const next = placeBelowTrust(form.get("next") ?? "");
    try {
      admin.assertAdmin(request, form.get("token") ?? undefined);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const trouble = error.code === "UNAUTHORIZED" ? "This is not the admin token." : error.message;
      response.status(error.status);
      sendPage(response, <SignInPage next={next} trouble={trouble} />);
      return;
    }
    sessions.begin(request, response, "admin");
    response.redirect(303, next);
  });

  app.post(
    "/trust/sign-out",
    visit(readForm(maxFormBytes), (request, response) => {
      assertOwnForm(request, sessionOf(response), request.body.get("csrf"));
      sessions.end(request, response);
      response.redirect(303, "/trust");
    }),
  );

  return visit;
}

/** The session of a request that {@link Visit} has let through. */
export function sessionOf(response: Response): Session<"admin"> {
  const session = sessionsOfResponses.get(response);
  if (session === undefined) throw new TypeError("a page without its visit");
  return session;
}

/** Nobody else's page may try tokens with a person's browser. */
const assertNotForeign: RequestHandler = (request, _response, next) => {
  if (isForeignForm(request)) {
    throw new Problem("FORBIDDEN", "This form was sent from a page of another site.");
  }
  next();
};

/** An address of these pages; anything else becomes their first one. */
function placeBelowTrust(text: string): string {
  return /^\/trust(?:\/[a-z-]+)?(?:\?[!-~]{0,4000})?$/.test(text) && !text.includes("\\") ? text : "/trust";
}
