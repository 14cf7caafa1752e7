import type { ComponentChildren, VNode } from "preact";
import type { Visit } from "../visit.ts";

interface OwnFormProps {
  visit: Pick<Visit, "session">;
  action: string;
  class?: string;
  /** For a form with a file. */
  multipart?: boolean;
  label?: string;
  children: ComponentChildren;
}

/** A form that only a page of this session can send. */
export function OwnForm({ visit, action, multipart = false, label, children, ...rest }: OwnFormProps): VNode {
  return (
    <form
      method="post"
      action={action}
      class={rest.class}
      enctype={multipart ? "multipart/form-data" : undefined}
      aria-label={label}
    >
      <input type="hidden" name="csrf" value={visit.session.csrfToken} />
      {children}
    </form>
  );
}
