import { describeDisclosure, shownInPart } from "../../../core/verification/describe-disclosure.ts";
import type { CredentialVerification } from "../../../core/verification/verdict.ts";
import { type Line, styled } from "../../terminal/line.ts";
import { wrapToWidth } from "../../terminal/wrap-to-width.ts";

/** That a credential is shown in part, and what that means; nothing for one that is shown whole. */
export function disclosureLines(
  { disclosure }: Pick<CredentialVerification, "disclosure">,
  { width }: { width: number },
): Line[] {
  if (disclosure?.partial !== true) return [];
  return [
    ["  ", styled(["yellow", "bold"], `◐ ${shownInPart}`)],
    ...describeDisclosure(disclosure)
      .flatMap((sentence) => wrapToWidth(sentence, width - 4))
      .map((line): Line => ["    ", line]),
  ];
}
