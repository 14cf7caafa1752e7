import type { VNode } from "preact";
import type { AchievementRecord } from "../../completions/records.ts";
import { rowCount } from "../form-rows.ts";
import { LongField, SelectField, TextField } from "../frame/fields.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { HandoverFields } from "./handover-fields.tsx";
import { RecipientFields } from "./recipient-fields.tsx";

interface CompletionFormProps {
  visit: Visit;
  achievement: AchievementRecord;
  form: FormState;
}

/** Everything about one student's completed micro-internship; only how to reach the student must be filled in. */
export function CompletionForm({ visit, achievement, form }: CompletionFormProps): VNode {
  return (
    <OwnForm visit={visit} action={`/console/completions/new?achievement=${achievement.id}`} class="card">
      <RecipientFields form={form} />
      <WorkFields form={form} achievement={achievement} />
      <EvidenceFields form={form} />
      <SourceFields form={form} />
      <HandoverFields form={form} canSendMail={visit.context.sendMail !== undefined} />
      <fieldset>
        <legend>For you</legend>
        <div class="fields">
          <TextField
            form={form}
            name="reference"
            label="Your reference"
            hint="Your own name for it, so that you find it again. Each is used once."
            maxLength={200}
          />
          <SelectField
            form={form}
            name="approval"
            label="Approval"
            options={[
              { value: "", text: "Issue it as soon as it is claimed" },
              { value: "yes", text: "Wait until I approve it here" },
            ]}
          />
        </div>
      </fieldset>
      <div class="actions">
        <button class="button" type="submit">
          Record the completion
        </button>
        <a class="button second" href="/console/completions">
          Do not record it
        </a>
      </div>
    </OwnForm>
  );
}

function WorkFields({ form, achievement: { content } }: Pick<CompletionFormProps, "form" | "achievement">) {
  const { rubrics = [] } = content;
  return (
    <fieldset>
      <legend>What the student did</legend>
      <div class="fields">
        <TextField
          form={form}
          name="facts.role"
          label="Role"
          hint="For example “Data intern”."
          maxLength={200}
        />
        <TextField
          form={form}
          name="facts.supervisor"
          label="Supervisor"
          hint="Who can speak for the work."
          maxLength={200}
        />
        <TextField form={form} name="facts.start" label="First day" type="date" />
        <TextField form={form} name="facts.end" label="Last day" type="date" />
        <TextField
          form={form}
          name="facts.estimatedHours"
          label="Effort in hours"
          hint={content.estimatedHours === undefined ? "An estimate." : `Usual: ${content.estimatedHours}.`}
          type="number"
          min={0}
          max={10_000}
          step="any"
        />
        <SelectField
          form={form}
          name="facts.paidFairly"
          label="Paid at or above the stated minimum"
          hint="The amount is never shown."
          options={[
            { value: "", text: content.paidFairly === undefined ? "Not stated" : "As the achievement says" },
            { value: "yes", text: "Yes" },
            { value: "no", text: "No" },
          ]}
        />
        <SelectField
          form={form}
          name="facts.rating"
          label="Overall rating"
          hint="By the supervisor, 5 is the best."
          options={[
            { value: "", text: "Not rated" },
            ...["1", "2", "3", "4", "5"].map((value) => ({ value, text: value })),
          ]}
        />
        <TextField
          form={form}
          name="facts.validUntil"
          label="Valid until"
          hint="Leave it empty: work that was done stays done."
          type="date"
        />
        {rubrics.map(({ name, levels }, row) => (
          <SelectField
            key={name}
            form={form}
            name={`facts.rubrics.${row}.achieved`}
            label={name}
            options={[{ value: "", text: "Not rated" }, ...levels.map((value) => ({ value, text: value }))]}
          />
        ))}
      </div>
    </fieldset>
  );
}

function EvidenceFields({ form }: Pick<CompletionFormProps, "form">) {
  const rows = rowCount(form.values, "facts.evidence", { spare: 2, maximum: 50 });
  return (
    <fieldset>
      <legend>What was delivered</legend>
      <p class="hint">
        The files stay with you. The credential holds a fingerprint of each (SHA-256), so that the student can
        show the very file. Choose the file to have it computed in your browser, or paste it.
      </p>
      {Array.from({ length: rows }, (_, row) => (
        <div class="fields" key={`deliverable ${row + 1}`} data-digest-row>
          <TextField
            form={form}
            name={`facts.evidence.${row}.name`}
            label={`Deliverable ${row + 1}`}
            maxLength={300}
          />
          <TextField
            form={form}
            name={`facts.evidence.${row}.digestMultibase`}
            label="Fingerprint of the file"
            maxLength={100}
          />
          <LongField
            form={form}
            name={`facts.evidence.${row}.description`}
            label="About it"
            rows={1}
            maxLength={1000}
          />
        </div>
      ))}
    </fieldset>
  );
}

function SourceFields({ form }: Pick<CompletionFormProps, "form">) {
  return (
    <fieldset>
      <legend>University</legend>
      <p class="hint">When one coordinated or assessed the work.</p>
      <div class="fields">
        <TextField form={form} name="facts.source.name" label="Its name" maxLength={300} />
        <TextField form={form} name="facts.source.url" label="Its website" type="url" maxLength={2000} />
        <TextField
          form={form}
          name="facts.source.id"
          label="Its identifier"
          hint="Its DID; the website stands for it when empty."
          maxLength={2000}
        />
      </div>
    </fieldset>
  );
}
