import type { Request, Router } from "express";
import type { VNode } from "preact";
import { approveCompletion } from "../../completions/approve-completion.ts";
import { cancelOffer, resendOffer } from "../../completions/change-offer.ts";
import type { CompletionAnswer } from "../../completions/completion-answer.ts";
import { pathText } from "../list-query.ts";
import { acts, type FormState, type Outcome } from "../page-handlers.ts";
import type { Admit, Visit } from "../visit.ts";

interface Options {
  admit: Admit;
  /** Shows the completion, with what went wrong. */
  show: (visit: Visit, form: FormState, request: Request) => Promise<VNode>;
}

type Act = typeof approveCompletion;

/** What is done to a completion with one button. */
export function addCompletionActions(router: Router, { admit, show }: Options): void {
  const action = (name: string, act: Act, words: (answer: CompletionAnswer) => string) =>
    router.post(
      `/completions/:id/${name}`,
      admit("issue"),
      ...acts({
        perform: async ({ context, slug, principal }, _values, request): Promise<Outcome> => {
          const id = pathText(request, "id");
          const answer = await act(context, { slug, id, by: principal.by });
          return { to: `/console/completions/${id}`, notice: { kind: "done", text: words(answer) } };
        },
        again: show,
      }),
    );

  action("approve", approveCompletion, ({ completion }) =>
    completion.issued.length > 0
      ? "It is approved, and the credential is issued."
      : "It is approved. The credential is issued when it is claimed.",
  );
  action("resend", resendOffer, ({ completion }) =>
    completion.offer?.sent.at(-1)?.by === "shown"
      ? "Copy the link below and hand it over. It is the same as before."
      : "The link is mailed again. It is the same as before.",
  );
  action("cancel", cancelOffer, () => "The offer is cancelled: its link no longer works.");
}
