import type { VNode } from "preact";
import { printable } from "../../../core/text/printable.ts";
import { shown } from "../../../web/said.tsx";
import type { FormState } from "../page-handlers.ts";

interface FieldProps {
  form: FormState;
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
}

interface TextFieldProps extends FieldProps {
  type?: "text" | "email" | "url" | "number" | "date" | "password" | "datetime-local" | "search";
  maxLength?: number;
  min?: number | string;
  max?: number | string;
  step?: string;
  autocomplete?: "off" | "current-password";
  /** Used where nothing was typed yet. */
  initial?: string;
}

/** A line of text with its label, its hint and what is wrong with it. */
export function TextField({
  form,
  name,
  label,
  hint,
  required,
  type = "text",
  initial,
  autocomplete = "off",
  ...rest
}: TextFieldProps): VNode {
  const { described, invalid } = markers({ form, name, hint });
  // Preact's types tell the kinds apart by roles that are not used here.
  const kind = { type } as { type: "text" };
  return (
    <div class="field">
      <FieldLabel name={name} label={label} required={required} />
      <FieldHint name={name} hint={hint} />
      <input
        {...kind}
        id={name}
        name={name}
        value={type === "password" ? undefined : printable(form.values.get(name) ?? initial ?? "")}
        required={required}
        aria-describedby={described}
        aria-invalid={invalid}
        autocomplete={autocomplete}
        {...rest}
      />
      <FieldTrouble form={form} name={name} />
    </div>
  );
}

/** Several lines of text. */
export function LongField(props: FieldProps & { maxLength?: number; rows?: number; code?: boolean }): VNode {
  const { form, name, label, hint, required, maxLength, rows = 4, code = false } = props;
  const { described, invalid } = markers({ form, name, hint });
  return (
    <div class="field">
      <FieldLabel name={name} label={label} required={required} />
      <FieldHint name={name} hint={hint} />
      <textarea
        class={code ? "code" : undefined}
        id={name}
        name={name}
        rows={rows}
        maxLength={maxLength}
        required={required}
        aria-describedby={described}
        aria-invalid={invalid}
      >
        {printable(form.values.get(name) ?? "")}
      </textarea>
      <FieldTrouble form={form} name={name} />
    </div>
  );
}

/** A choice out of a few. */
export function SelectField(props: FieldProps & { options: { value: string; text: string }[] }): VNode {
  const { form, name, label, hint, required, options } = props;
  const { described, invalid } = markers({ form, name, hint });
  const chosen = form.values.get(name) ?? "";
  return (
    <div class="field">
      <FieldLabel name={name} label={label} required={required} />
      <FieldHint name={name} hint={hint} />
      <select id={name} name={name} required={required} aria-describedby={described} aria-invalid={invalid}>
        {options.map(({ value, text }) => (
          <option key={value} value={value} selected={value === chosen}>
            {shown(text)}
          </option>
        ))}
      </select>
      <FieldTrouble form={form} name={name} />
    </div>
  );
}

/** Something that is so or not. Sent as "yes" when it is ticked, and not at all otherwise. */
export function TickField(props: FieldProps): VNode {
  const { form, name, label, hint } = props;
  const { described, invalid } = markers({ form, name, hint });
  return (
    <div class="field">
      <p class="sure">
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          checked={form.values.get(name) === "yes"}
          aria-describedby={described}
          aria-invalid={invalid}
        />
        <label for={name}>{label}</label>
      </p>
      <FieldHint name={name} hint={hint} />
      <FieldTrouble form={form} name={name} />
    </div>
  );
}

/** Names the hint and the trouble of a field, for those who do not see them beside it. */
function markers({ form, name, hint }: Pick<FieldProps, "form" | "name"> & { hint: string | undefined }) {
  const invalid = form.troubles.some(({ field }) => field === name);
  const ids = [...(hint === undefined ? [] : [`${name}-hint`]), ...(invalid ? [`${name}-trouble`] : [])];
  return { described: ids.join(" ") || undefined, invalid: invalid || undefined };
}

function FieldLabel({
  name,
  label,
  required = false,
}: {
  name: string;
  label: string;
  required: boolean | undefined;
}) {
  return (
    <label for={name}>
      {label}
      {required && <span class="required"> (required)</span>}
    </label>
  );
}

function FieldHint({ name, hint }: { name: string; hint: string | undefined }) {
  return hint === undefined ? null : (
    <p class="hint" id={`${name}-hint`}>
      {hint}
    </p>
  );
}

function FieldTrouble({ form, name }: Pick<FieldProps, "form" | "name">) {
  const reasons = form.troubles.filter(({ field }) => field === name).map(({ reason }) => reason);
  return reasons.length === 0 ? null : (
    <p class="trouble" id={`${name}-trouble`}>
      {shown(reasons.join(" "))}
    </p>
  );
}
