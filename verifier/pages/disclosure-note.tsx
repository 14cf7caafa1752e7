import type { VNode } from "preact";
import { describeDisclosure, shownInPart } from "../../core/verification/describe-disclosure.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";

/** That its holder shows a credential in part, and what that does and does not mean; nothing for one that is shown whole. */
export function DisclosureNote({ credential }: { credential: CredentialVerification }): VNode | null {
  const { disclosure } = credential;
  if (disclosure?.partial !== true) return null;
  const [first, ...others] = describeDisclosure(disclosure);
  return (
    <section class="card shown-in-part" data-disclosure={disclosure.suite}>
      <h2>{shownInPart}</h2>
      <p>{first}</p>
      {others.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}
