import { createHash } from "node:crypto";

/** The look of a portfolio's page: light and dark, on screens of any width and on paper. */
export const portfolioStyle = `
:root { color-scheme: light dark; --ink: #1b2430; --quiet: #5a6675; --line: #d5dbe3; --paper: #fff; --soft: #f3f5f8; --link: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf3; --quiet: #a3afbd; --line: #39434f; --paper: #151b22; --soft: #1e262f; --link: #7db8f5; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 0.75rem; }
h3 { font-size: 1.1rem; margin: 0 0 0.25rem; }
h4 { font-size: 1rem; margin: 1rem 0 0.25rem; }
p { margin: 0 0 0.75rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font: 0.85em ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.75rem 0.45rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; }
ul { margin: 0 0 0.75rem; padding-left: 1.25rem; }
article { border: 1px solid var(--line); border-radius: 0.6rem; padding: 1rem 1.1rem; margin: 0 0 1rem; }
.quiet { color: var(--quiet); }
.note { background: var(--soft); border-left: 4px solid var(--line); padding: 0.75rem 1rem; }
.narrative { white-space: pre-wrap; }
@page { margin: 16mm; }
@media print {
  main { max-width: none; padding: 0; }
  article, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  a { color: inherit; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;

/** Nothing is loaded, run or sent: the page is what stands in it, in this one style. */
export const portfolioPolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256")
  .update(portfolioStyle)
  .digest("base64")}'; base-uri 'none'; form-action 'none'`;
