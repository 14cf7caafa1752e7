import type { Request, RequestHandler, Response } from "express";
import type { VNode } from "preact";
import { Problem } from "../../core/problem/problem.ts";
import { sendPage } from "../../web/page.tsx";
import { readForm } from "../../web/read-form.ts";
import { assertOwnForm } from "../../web/sessions.ts";
import type { Notice } from "./notices.ts";
import { type Visit, visitOf } from "./visit.ts";

/** What is wrong with a form; without a field it concerns the whole. */
export interface Trouble {
  field?: string;
  reason: string;
}

/** What was typed, and what was wrong with it. */
export interface FormState {
  values: URLSearchParams;
  troubles: Trouble[];
}

/** What came of an action: another page, or the same form again. */
export type Outcome = { to: string; notice?: Notice } | { troubles: Trouble[] };

/** Answers with a page. */
export function shows(render: (visit: Visit, request: Request) => Promise<VNode> | VNode): RequestHandler {
  return async (request, response) => sendPage(response, await render(visitOf(response), request));
}

interface Action {
  perform: (visit: Visit, values: URLSearchParams, request: Request) => Promise<Outcome>;
  /** Shows the form again, with what was typed. */
  again: (visit: Visit, form: FormState, request: Request) => Promise<VNode> | VNode;
}

const maximumFormBytes = 256 * 1024;

/** Takes a form of our own: performs, then sends the browser on, so that loading the page again repeats nothing. */
export function acts(action: Action): RequestHandler[] {
  return [
    readForm(maximumFormBytes),
    async (request, response) => {
      const values: URLSearchParams = request.body;
      const visit = visitOf(response);
      assertOwnForm(request, visit.session, values.get("csrf"));
      const outcome = await outcomeOf(() => action.perform(visit, values, request));
      if (sendOn(response, visit, outcome)) return;
      response.status(422);
      sendPage(response, await action.again(visit, { values, troubles: outcome.troubles }, request));
    },
  ];
}

/** What came of an attempt; the refusal of a use case is a trouble of the form. */
export async function outcomeOf(attempt: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await attempt();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { troubles: [{ reason: error.message }] };
  }
}

/** Sends the browser to the next page, when there is one. */
export function sendOn(
  response: Response,
  visit: Visit,
  outcome: Outcome,
): outcome is Extract<Outcome, { to: string }> {
  if (!("to" in outcome)) return false;
  const { to, notice } = outcome;
  response.redirect(303, notice === undefined ? to : visit.session.value.notices.leave(to, notice));
  return true;
}

/** What the person at the form can do something about; what is not there or not allowed has its own page. */
function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && error.status < 500 && ![401, 403, 404].includes(error.status);
}
