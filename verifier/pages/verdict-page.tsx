import type { ComponentChildren, VNode } from "preact";
import { printable } from "../../core/text/printable.ts";
import { headlineOf, isPresentation } from "../../core/verification/describe.ts";
import type {
  CredentialVerification,
  PresentationVerification,
  Verification,
} from "../../core/verification/verdict.ts";
import { Page } from "../../web/page.tsx";
import { Banner } from "./banner.tsx";
import { CheckList } from "./check-list.tsx";
import { Day } from "./dates.tsx";
import { Said, shown } from "./said.tsx";
import { WorkDetails, WorkHeading } from "./work-details.tsx";

interface VerdictPageProps {
  site: string;
  verification: Verification;
  /** What there is to say about how it came here, below the headline. */
  children?: ComponentChildren;
}

/** The verdict for people: the work first, then the headline, then every check with its reason. */
export function VerdictPage({ site, verification, children }: VerdictPageProps): VNode {
  const credentials = isPresentation(verification) ? verification.credentials : [verification];
  const [first] = credentials;
  const { text } = headlineOf(verification);
  return (
    <Page title={shown(text)} site={site}>
      {first && <WorkHeading verification={first} />}
      <Banner verification={verification} />
      {children}
      {isPresentation(verification) && <PresentationCard verification={verification} />}
      {credentials.map((credential, index) => (
        <CredentialCards key={index} credential={credential} heading={index > 0} />
      ))}
      <details class="card no-print">
        <summary>The same for machines (JSON)</summary>
        <pre>{printable(JSON.stringify(verification, null, 2))}</pre>
      </details>
      <p class="no-print">
        <a class="button second" href="/">
          Verify another
        </a>
      </p>
    </Page>
  );
}

function PresentationCard({ verification }: { verification: PresentationVerification }) {
  return (
    <section class="card">
      <h2>The presentation</h2>
      {verification.holder && (
        <p class="quiet">
          Presented by{" "}
          <code>
            <Said>{verification.holder}</Said>
          </code>
        </p>
      )}
      <CheckList checks={verification.checks} />
    </section>
  );
}

function CredentialCards({ credential, heading }: { credential: CredentialVerification; heading: boolean }) {
  return (
    <>
      {heading && <WorkHeading verification={credential} />}
      {credential.work && <WorkDetails work={credential.work} verified={credential.verified} />}
      <section class="card">
        <h2>The credential</h2>
        <CheckList checks={credential.checks} />
        <IssuerFacts credential={credential} />
      </section>
    </>
  );
}

function IssuerFacts({ credential: { statement, validation } }: { credential: CredentialVerification }) {
  if (statement === undefined) return null;
  const { issuer } = validation;
  return (
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
          <code>
            <Said>{statement.issuer}</Said>
          </code>
        </dd>
      </div>
      <div>
        <dt>Your trust list</dt>
        <dd>
          {issuer.outcome === "trusted" && "Trusted"}
          {issuer.outcome === "unknown" && "Not on it"}
          {issuer.outcome === "distrusted" && "Distrusted"}
          {issuer.name && `: ${issuer.name}`}
          {issuer.reason && ` (${issuer.reason})`}
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
  );
}
