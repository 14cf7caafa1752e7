import type { Part } from "../../../core/credential/micro-internship/parts/part.ts";
import type { ShownCredential } from "../../disclosure/shown-credential.ts";
import { type Line, styled } from "../../terminal/line.ts";
import { workLines } from "../work-view.ts";
import { alwaysShown } from "./always-shown.ts";
import { careLines } from "./care-view.ts";
import { labelled } from "./labelled.ts";

/** What somebody will see of a credential, whole or in part. */
export function previewLines(shown: ShownCredential, options: { width: number }): Line[] {
  if (shown.part !== undefined) return partLines(shown, options);
  return [
    [styled("cyan", `What they will see of number ${shown.held.number}:`)],
    "",
    ...workLines(shown.seen, options),
    "",
    "It is shown whole.",
    "",
  ];
}

/** What somebody will see of a credential that is shown in part: as a verifier shows it, then what is left out, and what is not. */
export function partLines(shown: ShownCredential, options: { width: number }): Line[] {
  const { part, seen, held } = shown;
  if (part === undefined) return [];
  return [
    [styled("cyan", `What they will see of number ${held.number}:`)],
    "",
    ...workLines(seen, options),
    "",
    ...(part.chosen.length === 0 ? [nothingChosen, ""] : []),
    ...labelled("Left out", listed(part.withheld), options),
    ...labelled("Always shown", alwaysShown(part).join(", "), options),
    ...labelled("Made with", part.suite, options),
    ...careLines(shown, part, options),
    "",
  ];
}

const nothingChosen = "Nothing is chosen: they see only what its issuer made mandatory.";

function listed(parts: readonly Part[]): string {
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
