import type { VNode } from "preact";
import {
  describeEndorsement,
  type EndorsementStanding,
  endorsementsLeftOut,
} from "../../core/verification/endorsements/describe-endorsements.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { Said } from "../../web/said.tsx";

const looks: Record<EndorsementStanding, { icon: string; tone: string }> = {
  known: { icon: "✓", tone: "good" },
  stranger: { icon: "–", tone: "plain" },
  distrusted: { icon: "✕", tone: "bad" },
  failed: { icon: "✕", tone: "bad" },
  unknown: { icon: "?", tone: "caution" },
};

/** Who endorses what of a credential, how far that can be believed, and the endorsers' own words. */
export function EndorsementList({ credential }: { credential: CredentialVerification }): VNode | null {
  const { endorsements = [] } = credential;
  const leftOut = endorsementsLeftOut(credential);
  if (endorsements.length === 0 && leftOut === undefined) return null;
  return (
    <>
      <h3>Who endorses it</h3>
      <ul class="opinions">
        {endorsements.map((endorsement, index) => {
          const { standing, text, comment } = describeEndorsement(endorsement);
          const { icon, tone } = looks[standing];
          return (
            <li key={index} data-endorsement={standing} data-of={endorsement.of}>
              <span class={`mark ${tone}`} aria-hidden="true">
                {icon}
              </span>
              <div>
                <Said>{text}</Said>
                {comment && (
                  <p class="quiet">
                    “<Said>{comment}</Said>”
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {leftOut && <p class="quiet">{leftOut}.</p>}
    </>
  );
}
