import type { VNode } from "preact";
import { maximumImageBytes } from "../../completions/achievement-schema.ts";
import type { AchievementRecord } from "../../completions/records.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { BadgePicture } from "./badge-picture.tsx";

interface PicturePageProps {
  visit: Visit;
  achievement: AchievementRecord;
  troubles: FormState["troubles"];
}

/** Takes the employer's own picture for badges, or goes back to the default one. */
export function PicturePage({ visit, achievement: { id, content }, troubles }: PicturePageProps): VNode {
  const own = `/console/achievements/${id}`;
  return (
    <ConsolePage
      visit={visit}
      title="Picture for badges"
      part="achievements"
      above={{ href: own, text: "The achievement" }}
      lead="Students can carry their credential in this picture. It is signed with each credential from now on."
    >
      <TroubleBox troubles={troubles} />
      <p>
        <BadgePicture slug={visit.slug} id={id} image={content.image} alt="The picture now" />
      </p>
      <OwnForm visit={visit} action={`${own}/picture`} class="card" multipart>
        <div class="field">
          <label for="file">Your own picture</label>
          <p class="hint" id="file-hint">
            A PNG of at most {maximumImageBytes / 1024} KiB: every credential carries it.
          </p>
          <input type="file" id="file" name="file" accept=".png,image/png" aria-describedby="file-hint" />
        </div>
        <div class="actions">
          <button class="button" type="submit">
            Use it, as a new version
          </button>
          <a class="button second" href={own}>
            Do not change it
          </a>
        </div>
      </OwnForm>
      {content.image !== undefined && (
        <OwnForm visit={visit} action={`${own}/picture/remove`} class="card">
          <button class="button second" type="submit">
            Back to the default picture
          </button>
        </OwnForm>
      )}
    </ConsolePage>
  );
}
