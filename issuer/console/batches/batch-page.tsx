import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said } from "../../../web/said.tsx";
import type { BatchView } from "../../batch/batch-view.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { Fact, FactList } from "../frame/facts.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { BatchChip, countsOf } from "./batch-state.tsx";

interface BatchPageProps {
  visit: Visit;
  batch: BatchView;
  form: FormState;
}

/** How far one batch is, and what it led to. */
export function BatchPage({ visit, batch, form }: BatchPageProps): VNode {
  const { id, created, started, finished, failed, apiKey } = batch;
  const path = `/console/batches/${id}`;
  return (
    <ConsolePage
      visit={visit}
      title={`Batch ${id}`}
      part="batches"
      above={{ href: "/console/batches", text: "Batches" }}
      action={<BatchChip batch={batch} />}
      scripts={batch.state === "running" ? ["batch-progress.js"] : []}
    >
      <TroubleBox troubles={form.troubles} />
      <Progress batch={batch} path={path} />
      {batch.reason !== undefined && batch.state === "stopped" && (
        <p class="note">
          <Said>{batch.reason}</Said>
        </p>
      )}
      {visit.may("issue") && (
        <div class="actions">
          <a class="button" href={`${path}/results.csv`}>
            Results as CSV
          </a>
          {batch.state !== "finished" && <RunButton visit={visit} batch={batch} path={path} />}
        </div>
      )}
      {visit.may("issue") && (
        <p class="quiet">The results hold the claim links: hand each only to its student.</p>
      )}
      {failed > 0 && (
        <p class="note">The results say for each row that failed why. Correct it, and upload it again.</p>
      )}
      <FactList>
        <Fact name="Uploaded">
          <Moment>{created}</Moment>
        </Fact>
        {started !== undefined && (
          <Fact name="Begun">
            <Moment>{started}</Moment>
          </Fact>
        )}
        {finished !== undefined && (
          <Fact name="Finished">
            <Moment>{finished}</Moment>
          </Fact>
        )}
        <Fact name="Recorded with">
          <code>{apiKey}</code>
        </Fact>
      </FactList>
    </ConsolePage>
  );
}

function Progress({ batch, path }: { batch: BatchView; path: string }) {
  const { rows, done, failed, state } = batch;
  return (
    <section class="card" aria-label="Progress">
      <label for="progress">{state === "finished" ? "All rows are done" : "Rows done"}</label>
      <progress id="progress" max={rows} value={done + failed} data-source={`${path}/progress.json`} />
      <p>
        <span id="counts">{countsOf(batch)}</span>
        {state === "running" && (
          <>
            {". "}
            <a href={path}>See how far it is now</a>
          </>
        )}
      </p>
    </section>
  );
}

function RunButton({ visit, batch, path }: { visit: Visit; batch: BatchView; path: string }) {
  const verb = batch.state === "running" ? "stop" : "resume";
  return (
    <OwnForm visit={visit} action={`${path}/${verb}`}>
      <button class="button second" type="submit">
        {verb === "stop" ? "Stop after the rows under way" : "Go on"}
      </button>
    </OwnForm>
  );
}
