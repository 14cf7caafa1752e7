import type { Request, Router } from "express";
import { Said, shown } from "../../../web/said.tsx";
import { achievement, listAchievements } from "../../completions/achievements.ts";
import { checkCompletion } from "../../completions/check-completion.ts";
import { createCompletion } from "../../completions/create-completion.ts";
import { troublesOf } from "../form-rows.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { pageOf, queryText } from "../list-query.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import type { Admit, Visit } from "../visit.ts";
import { ChooseAchievementPage } from "./choose-achievement-page.tsx";
import { completionIn } from "./completion-fields.ts";
import { CompletionForm } from "./completion-form.tsx";
import { completionLabels as labels } from "./completion-labels.ts";
import { handoverOutcome } from "./handover-outcome.ts";

/** Recording a completion: first what was completed, then by whom and how. */
export function addNewCompletionRoutes(router: Router, admit: Admit): void {
  router.get(
    "/completions/new",
    admit("issue"),
    shows(async (visit, request) => {
      const { context, slug } = visit;
      if (queryText(request, "achievement") !== "") {
        return recording(visit, { values: new URLSearchParams(), troubles: [] }, request);
      }
      return (
        <ChooseAchievementPage visit={visit} page={await listAchievements(context, slug, pageOf(request))} />
      );
    }),
  );
  router.post("/completions/new", admit("issue"), ...acts({ perform: record, again: recording }));
}

async function recording(visit: Visit, form: FormState, request: Request) {
  const chosen = await chosenAchievement(visit, request);
  return (
    <ConsolePage
      visit={visit}
      title={shown(`Record a completion of ${chosen.content.title}`)}
      heading={
        <>
          Record a completion of <Said>{chosen.content.title}</Said>
        </>
      }
      part="completions"
      above={{ href: "/console/completions/new", text: "Another achievement" }}
      scripts={["file-digest.js"]}
    >
      <TroubleBox troubles={form.troubles} />
      <CompletionForm visit={visit} achievement={chosen} form={form} />
    </ConsolePage>
  );
}

async function record(visit: Visit, values: URLSearchParams, request: Request): Promise<Outcome> {
  const chosen = await chosenAchievement(visit, request);
  const { input, rows } = completionIn(values, chosen);
  const { context, slug, principal } = visit;
  const problems = checkCompletion(chosen, input, context.now());
  if (problems.length > 0) return { troubles: troublesOf(problems, { rows, labels }) };
  return handoverOutcome(await createCompletion(context, { slug, apiKeyId: principal.by, input }));
}

function chosenAchievement({ context, slug }: Visit, request: Request) {
  return achievement(context, { slug, id: queryText(request, "achievement") });
}
