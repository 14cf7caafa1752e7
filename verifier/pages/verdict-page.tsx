import type { ComponentChildren, VNode } from "preact";
import { printable } from "../../core/text/printable.ts";
import { headlineOf, isPresentation } from "../../core/verification/describe.ts";
import { shownEvidence } from "../../core/verification/evidence/describe-evidence.ts";
import type { CredentialVerification, Verification } from "../../core/verification/verdict.ts";
import { shown } from "../../web/said.tsx";
import { Banner } from "./banner.tsx";
import { CheckList } from "./check-list.tsx";
import { DisclosureNote } from "./disclosure-note.tsx";
import { EndorsementList } from "./endorsement-list.tsx";
import { EvidenceFiles, EvidenceList } from "./evidence-list.tsx";
import { IssuerFacts } from "./issuer-facts.tsx";
import { PortfolioDetails } from "./portfolio-details.tsx";
import { PresentationCard } from "./presentation-card.tsx";
import { ValidationFacts } from "./validation-facts.tsx";
import { VerifierPage } from "./verifier-page.tsx";
import { WorkDetails, WorkHeading } from "./work-details.tsx";

interface VerdictPageProps {
  verification: Verification;
  /** What there is to say about how it came here, below the headline. */
  children?: ComponentChildren;
}

/** The verdict for people: the work first, then the headline, then every check with its reason. */
export function VerdictPage({ verification, children }: VerdictPageProps): VNode {
  const credentials = isPresentation(verification) ? verification.credentials : [verification];
  const [first, ...others] = credentials;
  const { text } = headlineOf(verification);
  return (
    <VerifierPage title={shown(text)}>
      {first ? <WorkHeading verification={first} level="h1" /> : <h1>A presentation</h1>}
      <Banner verification={verification} />
      {first && <DisclosureNote credential={first} />}
      {children}
      {first && <Work credential={first} />}
      {isPresentation(verification) && <PresentationCard verification={verification} />}
      {first && <Credential credential={first} whole={verification} />}
      {first && <Members credential={first} whole={verification} />}
      {others.map((credential, index) => (
        <section key={index} class="another">
          <WorkHeading verification={credential} level="h2" />
          <DisclosureNote credential={credential} />
          <Work credential={credential} />
          <Credential credential={credential} whole={verification} />
          <Members credential={credential} whole={verification} />
        </section>
      ))}
      <EvidenceFiles files={verification.validation.evidenceFiles} />
      <details class="card no-print">
        <summary>The same for machines (JSON)</summary>
        <pre>{JSON.stringify(verification, cleaned, 2)}</pre>
      </details>
      <p class="no-print">
        <a class="button second" href="/">
          Verify another
        </a>
      </p>
    </VerifierPage>
  );
}

function Work({ credential }: { credential: CredentialVerification }) {
  const { work, verified, portfolio } = credential;
  if (portfolio !== undefined) return <PortfolioDetails credential={credential} />;
  return work === undefined ? null : <WorkDetails work={work} verified={verified} />;
}

/** The credentials in a portfolio, by the numbers that its sums name them with. */
function Members({ credential, whole }: { credential: CredentialVerification; whole: Verification }) {
  return credential.portfolio?.credentials.map((member, index) => (
    <section key={index} class="another" data-member={member.verified ? "verified" : "not-verified"}>
      <p class="kicker">[{index + 1}] in the portfolio</p>
      <WorkHeading verification={member} level="h2" />
      <DisclosureNote credential={member} />
      <Work credential={member} />
      <Credential credential={member} whole={whole} />
    </section>
  ));
}

function Credential({ credential, whole }: { credential: CredentialVerification; whole: Verification }) {
  return (
    <section class="card">
      <h2>The credential</h2>
      <CheckList checks={credential.checks} asOf={credential.asOf} />
      <ValidationFacts validation={credential.validation} />
      <EvidenceList evidence={shownEvidence(credential, whole)} />
      <IssuerFacts credential={credential} />
      <EndorsementList credential={credential} />
    </section>
  );
}

/** Each text by itself: one that begins a terminal's sequence must not take what stands after it along. */
function cleaned(_member: string, value: unknown): unknown {
  return typeof value === "string" ? printable(value) : value;
}
