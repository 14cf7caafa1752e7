import type { VNode } from "preact";
import { opinionOf, speakerLines } from "../../core/verification/describe.ts";
import { pathsOfTrust } from "../../core/verification/endorsements/describe-endorsements.ts";
import { isOwnPortfolio } from "../../core/verification/portfolio/describe-portfolio.ts";
import type { CredentialVerification, IssuerValidation } from "../../core/verification/verdict.ts";
import { Day } from "../../web/dates.tsx";
import { ForeignLink, Said } from "../../web/said.tsx";

const marks: Record<IssuerValidation["outcome"], { icon: string; tone: string }> = {
  trusted: { icon: "✓", tone: "good" },
  unknown: { icon: "–", tone: "plain" },
  distrusted: { icon: "✕", tone: "bad" },
};

/** Who issued it, which of this verifier's lists vouches for that issuer and why, and from when to when it is valid. */
export function IssuerFacts({ credential }: { credential: CredentialVerification }): VNode | null {
  const { statement } = credential;
  if (statement === undefined) return null;
  return (
    <>
      <dl class="facts">
        <div>
          <dt>Issuer</dt>
          <dd>
            {statement.issuerName && (
              <>
                calls itself <Said>{statement.issuerName}</Said>
                <br />
              </>
            )}
            {statement.issuerUrl && (
              <>
                <ForeignLink href={statement.issuerUrl}>{statement.issuerUrl}</ForeignLink>
                <br />
              </>
            )}
            <code>
              <Said>{statement.issuer}</Said>
            </code>
          </dd>
        </div>
        {statement.validFrom && (
          <div>
            <dt>Valid from</dt>
            <dd>
              <Day>{statement.validFrom}</Day>
            </dd>
          </div>
        )}
        {statement.validUntil && (
          <div>
            <dt>Valid until</dt>
            <dd>
              <Day>{statement.validUntil}</Day>
            </dd>
          </div>
        )}
      </dl>
      {isOwnPortfolio(credential) ? (
        <p>{speakerLines(credential).join(". ")}.</p>
      ) : (
        <Trust credential={credential} />
      )}
    </>
  );
}

function Trust({ credential: { verified, statement, validation } }: { credential: CredentialVerification }) {
  const { outcome, lists = [] } = validation.issuer;
  const claimed = new URLSearchParams({
    claimed: "yes",
    did: statement?.issuer ?? "",
    name: (statement?.issuerName ?? "").slice(0, 200),
  });
  return (
    <>
      <h3>Do you know this issuer?</h3>
      {lists.length === 0 && <p>You keep no list of trusted issuers, so nobody vouches for it.</p>}
      <ul class="opinions">
        {lists.map((list) => (
          <li key={list.name} data-list-outcome={list.outcome}>
            <span class={`mark ${marks[list.outcome].tone}`} aria-hidden="true">
              {marks[list.outcome].icon}
            </span>{" "}
            <Said>{opinionOf(list)}</Said>
          </li>
        ))}
      </ul>
      {pathsOfTrust(validation.issuer).map((path) => (
        <p key={path} data-path="trust">
          <Said>{path}</Said>.
        </p>
      ))}
      {verified && outcome === "unknown" && (
        <p class="no-print">
          <a href={`/trust/new-issuer?${claimed}`}>Add this issuer to a list</a>
        </p>
      )}
    </>
  );
}
