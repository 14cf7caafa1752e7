import { type ErrorRequestHandler, type Express, Router } from "express";
import { Problem } from "../../core/problem/problem.ts";
import { sendPage } from "../../web/page.tsx";
import { wantsPage } from "../../web/problem-response.tsx";
import { createSessions } from "../../web/sessions.ts";
import type { IssuerContext } from "../use-cases/context.ts";
import { addAchievementRoutes } from "./achievements/achievement-routes.tsx";
import { addPictureRoutes } from "./achievements/picture-routes.tsx";
import { addAuditRoutes } from "./audit/audit-routes.tsx";
import { addBatchRoutes } from "./batches/batch-routes.tsx";
import { addCompletionRoutes } from "./completions/completion-routes.tsx";
import { addCredentialRoutes } from "./credentials/credential-routes.tsx";
import { ConsolePage } from "./frame/console-page.tsx";
import { addHomeRoute } from "./home/home-route.tsx";
import { addApiKeyRoutes } from "./keys/api-key-routes.tsx";
import { addSigningKeyRoutes } from "./keys/signing-key-routes.tsx";
import { addSignInRoutes } from "./sign-in/sign-in-routes.tsx";
import { createAdmit, findVisit, type SignedIn, type Visit } from "./visit.ts";

interface ConsoleOptions {
  context: IssuerContext;
  adminToken: string;
  /** Tells whoever works on uploaded spreadsheets that there is something to do. */
  wakeRunner: () => void;
}

const sessionLifetimeMilliseconds = 8 * 60 * 60_000;
const maximumSessions = 10_000;
/** Of one employer. */
const maximumSessionsEach = 500;

/** Adds the console: pages with which an employer does everything that the API can do. */
export function addConsole(app: Express, { context, adminToken, wakeRunner }: ConsoleOptions): void {
  const router = Router();
  const sessions = createSessions<SignedIn>({
    cookieName: "stint-console",
    path: "/console",
    secure: context.publicUrl.startsWith("https:"),
    sameSite: "strict",
    lifetimeMilliseconds: sessionLifetimeMilliseconds,
    maximum: maximumSessions,
    each: { maximum: maximumSessionsEach, ownerOf: ({ slug }) => slug },
    now: context.now,
    random: context.random,
  });
  const admit = createAdmit(context, sessions);
  addSignInRoutes(router, { context, adminToken, sessions });
  addHomeRoute(router, admit);
  addAchievementRoutes(router, admit);
  addPictureRoutes(router, admit);
  addCompletionRoutes(router, admit);
  addBatchRoutes(router, { admit, wakeRunner, now: context.now, random: context.random });
  addCredentialRoutes(router, admit);
  addAuditRoutes(router, admit);
  addApiKeyRoutes(router, admit);
  addSigningKeyRoutes(router, admit);
  router.use(showProblems());
  app.use("/console", router);
}

/** Shows a refusal within the console to those who are signed in; all else is answered as everywhere. */
function showProblems(): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const visit = findVisit(response);
    const isShown =
      error instanceof Problem && error.status < 500 && visit !== undefined && wantsPage(request);
    if (!isShown || response.headersSent) return next(error);
    response.status(error.status);
    sendPage(response, <RefusalPage visit={visit} problem={error} />);
  };
}

function RefusalPage({ visit, problem }: { visit: Visit; problem: Problem }) {
  return (
    <ConsolePage visit={visit} title={problem.toDetails().title} part="home" lead={problem.message}>
      <p>
        <a href="/console">To the start of the console</a>
      </p>
    </ConsolePage>
  );
}
