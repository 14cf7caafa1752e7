import type { ComponentChildren, VNode } from "preact";
import {
  isOwnPortfolio,
  knownLine,
  leftOutLines,
  levelLines,
  notCountedLines,
  type SumLine,
  skillLines,
  sumLines,
} from "../../core/verification/portfolio/describe-portfolio.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { ForeignLink, Said } from "../../web/said.tsx";

/** What the verified credentials of a portfolio come to: computed here from what was signed, each number with its parts. */
export function PortfolioDetails({ credential }: { credential: CredentialVerification }): VNode | null {
  const { portfolio } = credential;
  if (portfolio === undefined) return null;
  const { sums, leftOut, notExamined } = portfolio;
  const known = knownLine(portfolio);
  const notes = [
    ...leftOutLines(leftOut),
    ...notCountedLines(sums),
    ...(notExamined === undefined ? [] : [`${notExamined} more credentials were not examined`]),
  ];
  return (
    <section class="card" data-portfolio={sums.projects.length}>
      <h2>What it comes to</h2>
      <p>
        {isOwnPortfolio(credential)
          ? "Put together by the person whom it is about: they chose what is in it, and what is not."
          : "Put together by somebody else than the person whom it is about."}{" "}
        The numbers are computed here from the verified credentials below, never taken from the portfolio.
      </p>
      <SumTable heads={["What", "How much", "Computed from"]} lines={sumLines(sums)} />
      {known && <p data-known="sums">{known}.</p>}
      {sums.skills.length > 0 && (
        <>
          <h3>Skills, and which credentials evidence them</h3>
          <SumTable
            heads={["Skill", "Credentials", "Which"]}
            lines={skillLines(sums)}
            labelOf={({ label, framework, url }) => (
              <>
                {url === undefined ? <Said>{label}</Said> : <ForeignLink href={url}>{label}</ForeignLink>}
                {framework !== undefined && (
                  <small>
                    {" "}
                    <Said>{framework}</Said>
                  </small>
                )}
              </>
            )}
          />
        </>
      )}
      {sums.levels.length > 0 && (
        <>
          <h3>Other results</h3>
          <SumTable heads={["Result", "Reached", "In"]} lines={levelLines(sums)} />
        </>
      )}
      {notes.length > 0 && (
        <ul class="quiet" data-left-out={leftOut.length}>
          {notes.map((note, index) => (
            <li key={index}>
              <Said>{note}</Said>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface SumTableProps<Row extends SumLine> {
  heads: string[];
  lines: Row[];
  labelOf?: (line: Row) => ComponentChildren;
}

function SumTable<Row extends SumLine>({ heads, lines, labelOf }: SumTableProps<Row>) {
  return (
    <div class="sums">
      <table>
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
          {lines.map((line, index) => (
            <tr key={index}>
              <th scope="row">{labelOf ? labelOf(line) : <Said>{line.label}</Said>}</th>
              <td>
                <Said>{line.value}</Said>
              </td>
              <td>
                <Said>{line.from}</Said>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
