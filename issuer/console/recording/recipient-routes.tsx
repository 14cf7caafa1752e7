import type { Request, Router } from "express";
import { changeRecipient } from "../../completions/change-recipient.ts";
import { recipientProblems } from "../../completions/check-completion.ts";
import { recipientSchema } from "../../completions/completion-schema.ts";
import { completionDetails } from "../../completions/completion-view.ts";
import { describeIssues } from "../../completions/describe-issues.ts";
import { troublesOf } from "../form-rows.ts";
import { pathText } from "../list-query.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import type { Admit, Visit } from "../visit.ts";
import { handoverIn, recipientIn } from "./completion-fields.ts";
import { completionLabels as labels } from "./completion-labels.ts";
import { handoverOutcome } from "./handover-outcome.ts";
import { RecipientPage } from "./recipient-page.tsx";

/** Saying anew whom a completion is for. */
export function addRecipientRoutes(router: Router, admit: Admit): void {
  router.get(
    "/completions/:id/recipient",
    admit("issue"),
    shows(async (visit, request) => {
      const { recipient } = await completionDetails(visit.context, visit.slug, pathText(request, "id"));
      const values = new URLSearchParams(
        Object.entries(recipient).map(([member, text]) => [`recipient.${member}`, text]),
      );
      return changing(visit, { values, troubles: [] }, request);
    }),
  );
  router.post("/completions/:id/recipient", admit("issue"), ...acts({ perform: change, again: changing }));
}

async function changing(visit: Visit, form: FormState, request: Request) {
  const completion = await completionDetails(visit.context, visit.slug, pathText(request, "id"));
  return <RecipientPage visit={visit} completion={completion} form={form} />;
}

async function change(visit: Visit, values: URLSearchParams, request: Request): Promise<Outcome> {
  const { context, slug, principal } = visit;
  const recipient = recipientIn(values);
  const malformed = describeIssues(recipientSchema.safeParse(recipient).error, "recipient").map(
    ({ member, reason }) => ({ member: `recipient.${member}`, reason }),
  );
  const problems = [...malformed, ...recipientProblems(recipient)];
  if (problems.length > 0) return { troubles: troublesOf(problems, { rows: new Map(), labels }) };
  const { offer } = handoverIn(values, recipient);
  const id = pathText(request, "id");
  return handoverOutcome(await changeRecipient(context, { slug, id, recipient, offer, by: principal.by }));
}
