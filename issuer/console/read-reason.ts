import { maximumReasonCharacters } from "../use-cases/audit.ts";
import type { Trouble } from "./page-handlers.ts";

/** The reason that stands in a form; in the console none may be missing. */
export function readReason(values: URLSearchParams): { reason: string } | { troubles: Trouble[] } {
  const reason = (values.get("reason") ?? "").replaceAll("\r\n", "\n").trim();
  if (reason === "")
    return { troubles: [{ field: "reason", reason: "Say why: the reason is kept in the history." }] };
  if (reason.length > maximumReasonCharacters) {
    return {
      troubles: [{ field: "reason", reason: `The reason may have ${maximumReasonCharacters} characters.` }],
    };
  }
  return { reason };
}
