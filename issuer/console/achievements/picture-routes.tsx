import type { Request, RequestHandler, Router } from "express";
import { dataUrlOfPng } from "../../../core/badge/achievement-image.ts";
import { sendPage } from "../../../web/page.tsx";
import { readUpload, type Upload } from "../../../web/read-upload.ts";
import { assertOwnForm } from "../../../web/sessions.ts";
import { achievementSchema } from "../../completions/achievement-schema.ts";
import { achievement, reviseAchievement } from "../../completions/achievements.ts";
import type { AchievementContent, AchievementRecord } from "../../completions/records.ts";
import { pathText } from "../list-query.ts";
import { acts, type FormState, type Outcome, outcomeOf, sendOn, shows } from "../page-handlers.ts";
import { type Admit, type Visit, visitOf } from "../visit.ts";
import { PicturePage } from "./picture-page.tsx";

/** Far above what is taken, so that a picture that is too large is told so in words. */
const upload = readUpload({ maxBytes: 1024 * 1024, fields: ["csrf"], file: "file" });

/** The employer's own picture for the badges of an achievement. */
export function addPictureRoutes(router: Router, admit: Admit): void {
  router.get(
    "/achievements/:id/picture",
    admit("issue"),
    shows((visit, request) => choosing(visit, [], request)),
  );
  router.post("/achievements/:id/picture", admit("issue"), upload, change);
  router.post(
    "/achievements/:id/picture/remove",
    admit("issue"),
    ...acts({
      perform: async (visit, _values, request) => {
        const before = await inPath(visit, request);
        const { image: _, ...content } = before.content;
        return save(visit, before, content);
      },
      again: (visit, { troubles }, request) => choosing(visit, troubles, request),
    }),
  );
}

const change: RequestHandler = async (request, response) => {
  const visit = visitOf(response);
  const { fields, file }: Upload = request.body;
  assertOwnForm(request, visit.session, fields.get("csrf"));
  const outcome = await outcomeOf(async () => {
    if (file === undefined) return { troubles: [{ field: "file", reason: "Choose a picture." }] };
    const before = await inPath(visit, request);
    const content = { ...before.content, image: dataUrlOfPng(file.bytes) };
    if (achievementSchema.safeParse(content).success) return save(visit, before, content);
    const reason = "It must be a whole PNG of at most 24 KiB, without a badge in it.";
    return { troubles: [{ field: "file", reason }] };
  });
  if (sendOn(response, visit, outcome)) return;
  response.status(422);
  sendPage(response, await choosing(visit, outcome.troubles, request));
};

async function choosing(visit: Visit, troubles: FormState["troubles"], request: Request) {
  return <PicturePage visit={visit} achievement={await inPath(visit, request)} troubles={troubles} />;
}

async function save(visit: Visit, before: AchievementRecord, content: AchievementContent): Promise<Outcome> {
  const { context, slug, principal } = visit;
  const { id, version } = await reviseAchievement(context, {
    slug,
    id: before.id,
    content,
    by: principal.by,
  });
  const text = version === before.version ? "Nothing was changed." : `Saved as version ${version}.`;
  return { to: `/console/achievements/${id}`, notice: { kind: "done", text } };
}

function inPath({ context, slug }: Visit, request: Request): Promise<AchievementRecord> {
  return achievement(context, { slug, id: pathText(request, "id") });
}
