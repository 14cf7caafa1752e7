import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { Problem, type ProblemDetails } from "../core/problem/problem.ts";
import type { Logger } from "./logger.ts";
import { Page, type SiteLink, sendPage } from "./page.tsx";
import { requestIdOf } from "./request-id.ts";

/** Whether the client is a browser that shows a page: it names `text/html` and prefers it over JSON. */
export function wantsPage(request: Request): boolean {
  return request.accepts(["application/problem+json", "application/json", "text/html"]) === "text/html";
}

/** Answers every path that no route has taken. */
export function refuseUnknownPaths(): RequestHandler {
  return () => {
    throw new Problem("NOT_FOUND", "There is nothing at this address.");
  };
}

/** Refuses a path whose percent-encoding is broken, before a router trips over it. */
export function refuseBrokenPaths(): RequestHandler {
  return (request, _response, next) => {
    const { path } = request;
    try {
      if (path.includes("%")) decodeURIComponent(path);
    } catch {
      throw new Problem("INVALID_REQUEST", "The percent-encoding of the address is broken.");
    }
    next();
  };
}

/**
 * Turns whatever was thrown into an RFC 9457 answer.
 *
 * A {@link Problem} says itself what it is. Anything else is a bug: `INTERNAL` without any detail, and the stack in the log.
 */
export function answerProblems(options: {
  site: string;
  logger: Logger;
  links?: SiteLink[];
}): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = toProblem(error);
    if (problem.code === "INTERNAL") {
      options.logger.error({ requestId: requestIdOf(response), err: error }, "unexpected error");
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem({ request, response, problem, frame: options });
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Express's own refusals (a parameter that cannot be decoded) carry a 4xx status.
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (status === 404) return new Problem("NOT_FOUND");
  if (typeof status === "number" && status >= 400 && status < 500) return new Problem("INVALID_REQUEST");
  return new Problem("INTERNAL");
}

interface Answer {
  request: Request;
  response: Response;
  problem: Problem;
  frame: Frame;
}

interface Frame {
  site: string;
  links?: SiteLink[];
}

function sendProblem({ request, response, problem, frame }: Answer): void {
  const details = problem.toDetails();
  response.status(details.status);
  response.setHeader("Cache-Control", "no-store");
  response.vary("Accept");
  response.removeHeader("ETag");
  if (problem.code === "OVERLOADED" && !response.hasHeader("Retry-After"))
    response.setHeader("Retry-After", "2");
  if (problem.code === "UNAUTHORIZED") response.setHeader("WWW-Authenticate", "Bearer");
  if (wantsPage(request)) {
    sendPage(response, <ProblemPage details={details} frame={frame} requestId={requestIdOf(response)} />);
    return;
  }
  response.type("application/problem+json").send(JSON.stringify(details));
}

function ProblemPage(props: { details: ProblemDetails; frame: Frame; requestId: string }) {
  const { details, frame, requestId } = props;
  return (
    <Page title={details.title} {...frame}>
      <h1>{details.title}</h1>
      {details.detail && <p class="lead">{details.detail}</p>}
      <p class="quiet">
        Status {details.status}, code <code>{details.code}</code>, request <code>{requestId}</code>
      </p>
      <p>
        <a href="/">Back to the start</a>
      </p>
    </Page>
  );
}
