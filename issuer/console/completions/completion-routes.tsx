import type { Request, Router } from "express";
import { completionDetails } from "../../completions/completion-view.ts";
import { completionById, completionByNumber } from "../../completions/find-completion.ts";
import { offerLink } from "../../completions/offers.ts";
import { pageOf, pathText, queryText } from "../list-query.ts";
import { OffersPage } from "../offers/offers-page.tsx";
import { type FormState, shows } from "../page-handlers.ts";
import { addNewCompletionRoutes } from "../recording/new-completion-routes.tsx";
import { addRecipientRoutes } from "../recording/recipient-routes.tsx";
import { type Admit, type Visit, visitOf } from "../visit.ts";
import { addCompletionActions } from "./completion-actions.tsx";
import { CompletionPage } from "./completion-page.tsx";
import { stateWords } from "./completion-state.tsx";
import { CompletionsPage } from "./completions-page.tsx";
import { findCompletions } from "./find-completions.ts";

/** The completed micro-internships and the offers to claim them. */
export function addCompletionRoutes(router: Router, admit: Admit): void {
  router.get("/completions", admit("read-credentials"), shows(list));
  router.get(
    "/offers",
    admit("read-credentials"),
    shows(async (visit, request) => {
      const page = await findCompletions(visit, { isOffered: true }, pageOf(request));
      return <OffersPage visit={visit} page={page} />;
    }),
  );
  addNewCompletionRoutes(router, admit);
  router.get("/completions/completion-:number", admit("read-credentials"), async (request, response) => {
    const { context, slug } = visitOf(response);
    const { id } = await completionByNumber(context.store, slug, Number(pathText(request, "number")));
    response.redirect(303, `/console/completions/${id}`);
  });
  router.get(
    "/completions/:id",
    admit("read-credentials"),
    shows((visit, request) => one(visit, { values: new URLSearchParams(), troubles: [] }, request)),
  );
  addCompletionActions(router, { admit, show: one });
  addRecipientRoutes(router, admit);
}

async function list(visit: Visit, request: Request) {
  const state = Object.keys(stateWords).find((known) => known === queryText(request, "state"));
  const filter = {
    state: state as keyof typeof stateWords | undefined,
    text: queryText(request, "q") || undefined,
  };
  const page = await findCompletions(visit, filter, pageOf(request));
  return <CompletionsPage visit={visit} page={page} filter={filter} />;
}

async function one(visit: Visit, form: FormState, request: Request) {
  const { context, slug } = visit;
  const id = pathText(request, "id");
  const completion = await completionDetails(context, slug, id);
  const { offerId } = await completionById(context.store, slug, id);
  const link = offerId !== undefined && visit.may("issue") ? offerLink(context, offerId) : undefined;
  return <CompletionPage visit={visit} completion={completion} link={link} form={form} />;
}
