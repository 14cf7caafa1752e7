import { offeredParts, partsOf } from "../../../core/credential/micro-internship/parts/choose-parts.ts";
import type { NumberedCredential } from "../../credentials/select-credential.ts";
import { baseProofsOf } from "../../disclosure/base-proofs.ts";
import { wordsFor } from "../../disclosure/show-words.ts";
import { type Line, styled } from "../../terminal/line.ts";
import { alwaysShown } from "./always-shown.ts";
import { labelled } from "./labelled.ts";

/** Whether parts of a held credential can be left out, and how. */
export function disclosableLines(held: NumberedCredential, options: { width: number }): Line[] {
  const { credential, number } = held;
  const bases = baseProofsOf(held);
  const [base] = bases;
  if (base === undefined || typeof credential === "string") {
    const why = typeof credential === "string" ? "it is a JWT" : "its issuer signed it as a whole";
    return [`It can only be shown whole: ${why}.`];
  }
  const { free, always } = offeredParts(credential, base.mandatoryPointers);
  const { mandatoryPointers } = base;
  return [
    [styled("cyan", "You can leave parts of it out when you show it")],
    ...labelled("Parts", wordsFor(partsOf(free)).join(", "), options),
    ...labelled("Always shown", alwaysShown({ mandatoryPointers, always }).join(", "), options),
    ...labelled("Made with", bases.map(({ suite }) => suite).join(" or "), options),
    ...labelled("Try", `stint present ${number} --reveal skills,results --preview`, options),
  ];
}
