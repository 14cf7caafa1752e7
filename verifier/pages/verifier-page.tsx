import type { ComponentChildren, VNode } from "preact";
import { Page, type SiteLink } from "../../web/page.tsx";

/** What this service calls itself on its pages. */
export const site = "Stint Verifier";

/** The ways through this service, on each of its pages. */
export const siteLinks: SiteLink[] = [
  { href: "/", text: "Verify" },
  { href: "/ask", text: "Ask for a presentation" },
  { href: "/trust", text: "Trust" },
  { href: "/docs", text: "API" },
];

interface VerifierPageProps {
  title: string;
  /** The `href` of the link that this page belongs to. */
  current?: string;
  scripts?: string[];
  children?: ComponentChildren;
}

/** The frame of the verifier's pages. */
export function VerifierPage({ title, current, scripts = [], children }: VerifierPageProps): VNode {
  const links = siteLinks.map((link) => ({ ...link, current: link.href === current }));
  return (
    <Page title={title} site={site} links={links} styles={["verifier.css"]} scripts={scripts}>
      {children}
    </Page>
  );
}
