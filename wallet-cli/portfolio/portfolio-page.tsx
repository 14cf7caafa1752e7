import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { portfolioLink } from "../../core/portfolio/portfolio-page-data.ts";
import {
  levelLines,
  notCountedLines,
  type SumLine,
  skillLines,
  sumLines,
} from "../../core/verification/portfolio/describe-portfolio.ts";
import type { PortfolioVerification } from "../../core/verification/verdict.ts";
import { dayOf } from "../views/person-dates.ts";
import { portfolioPolicy, portfolioStyle } from "./portfolio-style.ts";
import { ProjectArticle } from "./project-article.tsx";
import { Address, plain, Said } from "./said.tsx";

export interface PortfolioPageProps {
  name: string;
  /** The DID of whom it is about. */
  holder: string;
  /** The signed portfolio as JSON text. */
  document: string;
  /** What verifying it gave: everything shown is read from what was signed. */
  portfolio: PortfolioVerification;
  madeOn: Date;
  /** Where to check it. */
  verifier: string | undefined;
}

/** The whole page, in one file that needs nothing else. */
export function renderPortfolioPage(props: PortfolioPageProps): string {
  return `<!doctype html>\n${render(<PortfolioPage {...props} />)}\n`;
}

function PortfolioPage({ name, holder, document, portfolio, madeOn, verifier }: PortfolioPageProps): VNode {
  const { sums, credentials } = portfolio;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={portfolioPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{plain(name)}</title>
        {/* Our own text, and the policy names its hash. */}
        <style dangerouslySetInnerHTML={{ __html: portfolioStyle }} />
      </head>
      <body>
        <main>
          <h1>
            <Said>{name}</Said>
          </h1>
          <p class="quiet">
            Put together on {dayOf(madeOn.toISOString())} by the person whom it is about, who chose what is in
            it: <code>{holder}</code>
          </p>
          <p class="note">
            Each project below was signed by who gave the work. This page only shows what they signed, and
            proves nothing by itself: <a href="#check">check it</a>.
          </p>
          <Sums
            caption="Numbers in brackets are the projects that a number is made of."
            heads={["What", "How much", "Computed from"]}
            lines={sumLines(sums)}
          />
          {notCountedLines(sums).map((line, index) => (
            <p key={index} class="quiet">
              <Said>{line}</Said>.
            </p>
          ))}
          <h2>Skills</h2>
          <Skills lines={skillLines(sums)} />
          <h2>Results</h2>
          <Sums
            caption="How often each was reached, and in which projects."
            heads={["Result", "Reached", "In"]}
            lines={levelLines(sums)}
          />
          <h2>Projects</h2>
          {credentials.map((credential, index) => (
            <ProjectArticle key={index} position={index + 1} credential={credential} />
          ))}
          <Check document={document} verifier={verifier} />
        </main>
      </body>
    </html>
  );
}

function Sums({ caption, heads, lines }: { caption: string; heads: string[]; lines: SumLine[] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, value, from }, index) => (
          <tr key={index}>
            <th scope="row">
              <Said>{label}</Said>
            </th>
            <td>
              <Said>{value}</Said>
            </td>
            <td>
              <Said>{from}</Said>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Skills({ lines }: { lines: ReturnType<typeof skillLines> }) {
  if (lines.length === 0) return <p>No project names any.</p>;
  return (
    <table>
      <caption>In how many projects each was evidenced, and in which.</caption>
      <thead>
        <tr>
          <th scope="col">Skill</th>
          <th scope="col">Projects</th>
          <th scope="col">Which</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, framework, url, value, from }, index) => (
          <tr key={index}>
            <th scope="row">
              {url === undefined ? <Said>{label}</Said> : <Address href={url}>{label}</Address>}
              {framework !== undefined && (
                <span class="quiet">
                  {" "}
                  <Said>{framework}</Said>
                </span>
              )}
            </th>
            <td>{value}</td>
            <td>{from}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Check({ document, verifier }: { document: string; verifier: string | undefined }) {
  return (
    <section id="check">
      <h2>Check it</h2>
      <p>
        The signed originals are in this file. Whoever checks them verifies each signature, asks each issuer
        whether it still stands, and computes every number above again from what was signed.
      </p>
      <ul>
        {verifier !== undefined && (
          <li>
            In a browser: give this file to <Address href={verifier}>{verifier}</Address>
          </li>
        )}
        <li>
          With Stint on your own machine:
          <pre>stint verify portfolio.html</pre>
        </li>
        <li>
          With any verifier of the Comprehensive Learner Record 2.0 and Open Badges 3.0:{" "}
          <a download="portfolio.json" href={portfolioLink(document)}>
            save the signed portfolio
          </a>
        </li>
      </ul>
    </section>
  );
}
