import type { Request, Router } from "express";
import {
  achievement,
  achievementVersions,
  createAchievement,
  listAchievements,
  reviseAchievement,
} from "../../completions/achievements.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { pageOf, pathText, queryText } from "../list-query.ts";
import { acts, type FormState, type Outcome, shows } from "../page-handlers.ts";
import type { Admit, Visit } from "../visit.ts";
import { AchievementForm } from "./achievement-form.tsx";
import { achievementValues, readAchievementForm } from "./achievement-input.ts";
import { AchievementPage } from "./achievement-page.tsx";
import { AchievementsPage } from "./achievements-page.tsx";

const path = "/console/achievements";

/** The kinds of micro-internship, and their versions. */
export function addAchievementRoutes(router: Router, admit: Admit): void {
  router.get(
    "/achievements",
    admit("read-credentials"),
    shows(async (visit, request) => (
      <AchievementsPage
        visit={visit}
        page={await listAchievements(visit.context, visit.slug, pageOf(request))}
      />
    )),
  );
  router.get(
    "/achievements/new",
    admit("issue"),
    shows((visit) => creating(visit, { values: new URLSearchParams(), troubles: [] })),
  );
  router.post("/achievements", admit("issue"), ...acts({ perform: create, again: creating }));
  router.get("/achievements/:id", admit("read-credentials"), shows(one));
  router.get(
    "/achievements/:id/edit",
    admit("issue"),
    shows(async (visit, request) => {
      const { content } = await inPath(visit, request);
      return changing(visit, { values: achievementValues(content), troubles: [] }, request);
    }),
  );
  router.post("/achievements/:id/edit", admit("issue"), ...acts({ perform: change, again: changing }));
}

async function one(visit: Visit, request: Request) {
  const number = queryText(request, "version");
  const version = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : undefined;
  const current = await inPath(visit, request, version);
  const versions = await achievementVersions(visit.context, { slug: visit.slug, id: current.id });
  return <AchievementPage visit={visit} achievement={current} versions={versions} />;
}

function creating(visit: Visit, form: FormState) {
  return (
    <ConsolePage
      visit={visit}
      title="New achievement"
      part="achievements"
      above={{ href: path, text: "Achievements" }}
    >
      <TroubleBox troubles={form.troubles} />
      <AchievementForm visit={visit} form={form} action={path} save="Save the achievement" back={path} />
    </ConsolePage>
  );
}

function changing(visit: Visit, form: FormState, request: Request) {
  const own = `${path}/${pathText(request, "id")}`;
  return (
    <ConsolePage
      visit={visit}
      title="Change an achievement"
      part="achievements"
      above={{ href: own, text: "The achievement" }}
      lead="Saving makes a new version. What was issued or offered keeps the version it has."
    >
      <TroubleBox troubles={form.troubles} />
      <AchievementForm
        visit={visit}
        form={form}
        action={`${own}/edit`}
        save="Save as a new version"
        back={own}
      />
    </ConsolePage>
  );
}

async function create({ context, slug, principal }: Visit, values: URLSearchParams): Promise<Outcome> {
  const read = readAchievementForm(values);
  if ("troubles" in read) return read;
  const { id } = await createAchievement(context, { slug, ...read, by: principal.by });
  return { to: `${path}/${id}`, notice: { kind: "done", text: "The achievement is saved." } };
}

async function change(visit: Visit, values: URLSearchParams, request: Request): Promise<Outcome> {
  const before = await inPath(visit, request);
  const read = readAchievementForm(values, before.content);
  if ("troubles" in read) return read;
  const { context, slug, principal } = visit;
  const { id, version } = await reviseAchievement(context, {
    slug,
    id: before.id,
    ...read,
    by: principal.by,
  });
  const text = version === before.version ? "Nothing was changed." : `Saved as version ${version}.`;
  return { to: `${path}/${id}`, notice: { kind: "done", text } };
}

function inPath({ context, slug }: Visit, request: Request, version?: number) {
  const place = { slug, id: pathText(request, "id"), ...(version !== undefined && { version }) };
  return achievement(context, place);
}
