import type { VNode } from "preact";
import { requestOf } from "../../core/verification/describe.ts";
import type { PresentationVerification } from "../../core/verification/verdict.ts";
import { Said } from "../../web/said.tsx";
import { CheckList } from "./check-list.tsx";

/** Who presents, whether that was asked for, and what that proves. */
export function PresentationCard({ verification }: { verification: PresentationVerification }): VNode {
  const { holder, checks, asOf } = verification;
  const request = requestOf(verification);
  const challenge = checks.find(({ name }) => name === "challenge");
  return (
    <section class="card">
      <h2>The presentation</h2>
      {holder && (
        <p class="quiet">
          Presented by{" "}
          <code>
            <Said>{holder}</Said>
          </code>
        </p>
      )}
      {request && (
        <p data-request={request.outcome}>
          {request.outcome === "met" ? "It is what you asked for." : "It is not what you asked for: "}
          {request.outcome === "not-met" && <Said>{request.reasons.join(". ")}</Said>}
        </p>
      )}
      {challenge?.problem?.code === "NO_EXPECTATION" && <WithoutChallenge />}
      <CheckList checks={checks} asOf={asOf} />
    </section>
  );
}

function WithoutChallenge() {
  return (
    <div class="note">
      <p>
        <strong>You gave no challenge.</strong> So what is below may hold, and still this can be a copy:
        whoever got hold of the presentation could send it to you. A challenge is a text that you make up for
        one person and one moment; only the holder of the key can answer it.
      </p>
      <p class="no-print">
        <a href="/ask">Ask for a presentation</a>, or make a challenge on <a href="/">the first page</a>.
      </p>
    </div>
  );
}
