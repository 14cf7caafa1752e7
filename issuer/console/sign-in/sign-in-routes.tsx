import type { RequestHandler, Router } from "express";
import { Problem } from "../../../core/problem/problem.ts";
import { sendPage } from "../../../web/page.tsx";
import { limitFailures } from "../../../web/rate-limit.ts";
import { readForm } from "../../../web/read-form.ts";
import { assertOwnForm } from "../../../web/sessions.ts";
import { authenticate, type TenantPrincipal } from "../../use-cases/authorization.ts";
import type { IssuerContext } from "../../use-cases/context.ts";
import { queryText } from "../list-query.ts";
import { createNotices } from "../notices.ts";
import type { ConsoleSessions } from "../visit.ts";
import { assertSameSite } from "./same-site.ts";
import { SignInPage } from "./sign-in-page.tsx";

interface SignInOptions {
  context: IssuerContext;
  adminToken: string;
  sessions: ConsoleSessions;
}

const maximumFailures = 20;
const windowMilliseconds = 15 * 60_000;
const maximumFormBytes = 4096;

/** Signing in with an API key, and out. */
export function addSignInRoutes(router: Router, { context, adminToken, sessions }: SignInOptions): void {
  const { publicUrl, random } = context;

  router.get("/sign-in", (request, response) => {
    const next = ownAddress(queryText(request, "next"));
    // A link on another site leads here without the cookie; loading the page again then brings it.
    if (sessions.find(request)) response.redirect(303, next);
    else sendPage(response, <SignInPage next={next} />);
  });

  const limit = limitFailures({ limit: maximumFailures, windowMilliseconds });
  const signIn: RequestHandler = async (request, response, next) => {
    const form: URLSearchParams = request.body;
    const wanted = ownAddress(form.get("next") ?? "");
    try {
      assertSameSite(request, publicUrl);
      const { slug, by } = await holderOf(context, { token: form.get("key")?.trim(), adminToken });
      sessions.begin(request, response, { slug, apiKeyId: by, notices: createNotices(random) });
      response.redirect(303, wanted);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      const troubles = [{ field: "key", reason: error.message }];
      // Only who failed is counted and refused: nobody can lock out those who share an address and have a key.
      await limit(request, response, (refusal?: unknown) => {
        if (refusal !== undefined) return next(refusal);
        response.status(403);
        sendPage(response, <SignInPage next={wanted} troubles={troubles} />);
      });
    }
  };
  router.post("/sign-in", readForm(maximumFormBytes), signIn);

  router.post("/sign-out", readForm(maximumFormBytes), (request, response) => {
    const session = sessions.find(request);
    if (session !== undefined) {
      assertOwnForm(request, session, request.body.get("csrf"));
      sessions.end(request, response);
    }
    response.redirect(303, "/console/sign-in");
  });
}

async function holderOf(
  context: IssuerContext,
  credentials: { token: string | undefined; adminToken: string },
): Promise<TenantPrincipal> {
  const principal = await authenticate(context, credentials).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.code !== "UNAUTHORIZED") throw error;
    throw new Problem(
      "UNAUTHORIZED",
      "This is not an API key that may sign in. Check that you copied all of it.",
    );
  });
  if ("slug" in principal) return principal;
  throw new Problem(
    "FORBIDDEN",
    "The admin token manages the service. Sign in with an API key of one employer.",
  );
}

/** Where to go after signing in: a page of the console and nothing else. */
function ownAddress(text: string): string {
  return /^\/console(?:\/[\w-][\w.-]*)*(?:\?[\w=&%.~+-]*)?$/.test(text) ? text : "/console";
}
