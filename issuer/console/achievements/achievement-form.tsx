import type { VNode } from "preact";
import { rowCount } from "../form-rows.ts";
import { LongField, SelectField, TextField, TickField } from "../frame/fields.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { frameworks } from "./achievement-input.ts";

interface AchievementFormProps {
  visit: Visit;
  form: FormState;
  /** Where the form is sent. */
  action: string;
  /** Words on the button. */
  save: string;
  /** Where one goes without saving. */
  back: string;
}

/** What a kind of micro-internship is, in the fields of one form. */
export function AchievementForm({ visit, form, action, save, back }: AchievementFormProps): VNode {
  return (
    <OwnForm visit={visit} action={action} class="card">
      <TextField
        form={form}
        name="title"
        label="Title"
        hint="What the work was, for example “Cargo delay dashboard”."
        maxLength={200}
        required
      />
      <LongField
        form={form}
        name="summary"
        label="Summary"
        hint="One or two sentences."
        rows={2}
        maxLength={1000}
        required
      />
      <LongField
        form={form}
        name="criteria"
        label="What “done” means"
        hint="The agreed scope, what is delivered, and when it counts as done."
        rows={6}
        maxLength={10_000}
        required
      />
      <div class="fields">
        <TextField
          form={form}
          name="estimatedHours"
          label="Estimated effort in hours"
          type="number"
          min={0}
          max={10_000}
          step="any"
        />
        <SelectField
          form={form}
          name="paidFairly"
          label="Paid at or above the stated minimum"
          options={[
            { value: "", text: "Not stated" },
            { value: "yes", text: "Yes" },
            { value: "no", text: "No" },
          ]}
        />
      </div>
      <SkillRows form={form} />
      <RubricRows form={form} />
      <LongField form={form} name="tags" label="Keywords" hint="One on each line." rows={3} />
      <TickField
        form={form}
        name="blindScreening"
        label="Blind screening: let the student show skills and results without name and employer contact"
        hint="Credentials get a second signature, which verifiers of others may not know yet. The identifiers of employer and student always show. It takes a P-256 signing key."
      />
      <div class="actions">
        <button class="button" type="submit">
          {save}
        </button>
        <a class="button second" href={back}>
          Do not save
        </a>
      </div>
    </OwnForm>
  );
}

function SkillRows({ form }: { form: FormState }) {
  const rows = rowCount(form.values, "skills", { spare: 2, maximum: 50 });
  return (
    <fieldset>
      <legend>Skills it shows</legend>
      <p class="hint">Named as in a public list, so that others find them. Save to get more lines.</p>
      {Array.from({ length: rows }, (_, row) => (
        <div class="fields" key={`skill ${row + 1}`}>
          <TextField
            form={form}
            name={`skills.${row}.targetName`}
            label={`Skill ${row + 1}`}
            maxLength={200}
          />
          <TextField
            form={form}
            name={`skills.${row}.targetUrl`}
            label="Its web address in the list"
            type="url"
            maxLength={2000}
          />
          <SelectField form={form} name={`skills.${row}.targetType`} label="List" options={frameworks} />
        </div>
      ))}
    </fieldset>
  );
}

function RubricRows({ form }: { form: FormState }) {
  const rows = rowCount(form.values, "rubrics", { spare: 1, maximum: 20 });
  return (
    <fieldset>
      <legend>What the supervisor rates</legend>
      <p class="hint">For example communication or professionalism. Save to get more lines.</p>
      {Array.from({ length: rows }, (_, row) => (
        <div class="fields top" key={`rubric ${row + 1}`}>
          <TextField
            form={form}
            name={`rubrics.${row}.name`}
            label={`Criterion ${row + 1}`}
            maxLength={200}
          />
          <LongField
            form={form}
            name={`rubrics.${row}.levels`}
            label="Levels"
            hint="One on each line, the lowest first."
            rows={3}
          />
        </div>
      ))}
    </fieldset>
  );
}
