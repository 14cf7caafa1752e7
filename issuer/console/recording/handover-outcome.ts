import type { CompletionAnswer } from "../../completions/completion-answer.ts";
import type { Outcome } from "../page-handlers.ts";

/** What follows on a completion that was recorded or changed; a transaction code is shown this once. */
export function handoverOutcome({ completion, offer, verifiableCredential }: CompletionAnswer): Outcome {
  const to = `/console/completions/${completion.id}`;
  if (verifiableCredential !== undefined)
    return { to, notice: { kind: "done", text: "The credential is issued." } };
  if (offer === undefined) {
    return {
      to,
      notice: { kind: "done", text: "It is recorded. The credential is issued when you approve." },
    };
  }
  const isMailed = completion.offer?.sent.at(-1)?.by !== "shown";
  const text = isMailed
    ? "It is recorded, and the link is mailed to the student."
    : "It is recorded. Copy the link below for the student.";
  const { transactionCode } = offer;
  if (transactionCode === undefined) return { to, notice: { kind: "done", text } };
  const label = "Code for the student, shown this once: tell it by another way than the link";
  return { to, notice: { kind: "done", text, secret: { label, value: transactionCode } } };
}
