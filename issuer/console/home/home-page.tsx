import type { VNode } from "preact";
import { Said, shown } from "../../../web/said.tsx";
import { ConsolePage } from "../frame/console-page.tsx";
import type { Visit } from "../visit.ts";
import type { Attention } from "./needs-attention.ts";

interface HomePageProps {
  visit: Visit;
  attention: Attention[];
  /** Whether there is an achievement already. */
  isBegun: boolean;
}

/** What needs attention, and what one most often comes for. */
export function HomePage({ visit, attention, isBegun }: HomePageProps): VNode {
  return (
    <ConsolePage
      visit={visit}
      title={shown(visit.employer)}
      heading={<Said>{visit.employer}</Said>}
      part="home"
      lead="Record what students completed for you, and look after the credentials that say so."
    >
      {isBegun ? <NeedsAttention attention={attention} /> : <FirstSteps visit={visit} />}
      {visit.may("issue") && isBegun && (
        <section class="card" aria-labelledby="do">
          <h2 id="do">What would you like to do?</h2>
          <div class="actions">
            <a class="button" href="/console/completions/new">
              Record a completion
            </a>
            <a class="button second" href="/console/batches/new">
              Upload a spreadsheet
            </a>
            <a class="button second" href="/console/achievements/new">
              New achievement
            </a>
            <a class="button second" href="/console/credentials">
              Find a credential
            </a>
          </div>
        </section>
      )}
    </ConsolePage>
  );
}

function NeedsAttention({ attention }: Pick<HomePageProps, "attention">) {
  return (
    <section class="card" aria-labelledby="attention">
      <h2 id="attention">What needs your attention</h2>
      {attention.length === 0 ? (
        <p>Nothing at the moment.</p>
      ) : (
        <ul class="attention">
          {attention.map(({ text, href }) => (
            <li key={text}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function FirstSteps({ visit }: { visit: Visit }) {
  return (
    <section class="card" aria-labelledby="begin">
      <h2 id="begin">Three steps to the first credential</h2>
      <ol>
        <li>Describe the micro-internship once, as an achievement.</li>
        <li>Record that a student completed it: one by one, or many from a spreadsheet.</li>
        <li>Hand over the claim link. The student accepts the credential with a wallet.</li>
      </ol>
      {visit.may("issue") && (
        <a class="button" href="/console/achievements/new">
          Describe the first one
        </a>
      )}
    </section>
  );
}
