import type { VNode } from "preact";
import { Said } from "../../../web/said.tsx";
import type { CompletionView } from "../../completions/completion-view.ts";

/** What a student is called: by name, else by the address or the DID that is known. */
export function nameOfStudent({ recipient }: Pick<CompletionView, "recipient">): string {
  return recipient.name ?? recipient.email ?? recipient.did ?? "";
}

/** A student's name, which leads to what they completed. */
export function StudentLink({ completion }: { completion: Pick<CompletionView, "id" | "recipient"> }): VNode {
  return (
    <a href={`/console/completions/${completion.id}`}>
      <Said>{nameOfStudent(completion)}</Said>
    </a>
  );
}
