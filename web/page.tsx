import type { Response } from "express";
import type { ComponentChildren, VNode } from "preact";
import { render } from "preact-render-to-string";

/** A link in the header of every page of a service. */
export interface SiteLink {
  href: string;
  text: string;
  current?: boolean;
}

export interface PageProps {
  title: string;
  /** The service's name, shown in the header. */
  site: string;
  /** The links of the header; Home and API by default. */
  links?: SiteLink[];
  /** What stands in the header between the service's name and the links. */
  header?: ComponentChildren;
  /** Stylesheets under /assets/ besides the shared one. */
  styles?: string[];
  /** Room for tables, rather than lines that are good to read. */
  wide?: boolean;
  /** Client modules under /assets/, for example "drop-zone.js"; the page must be usable without them. */
  scripts?: string[];
  /** What links to a public page show of it (Open Graph); `url` is its one address. Foreign text must be cleaned by `shown`. */
  preview?: { url: string; description: string };
  children?: ComponentChildren;
}

const usualLinks: SiteLink[] = [
  { href: "/", text: "Home" },
  { href: "/docs", text: "API" },
];

/** The frame of every page: one header, one main column, one stylesheet, no inline style or script. */
export function Page(props: PageProps): VNode {
  const {
    title,
    site,
    links = usualLinks,
    header,
    styles = [],
    scripts = [],
    wide = false,
    preview,
    children,
  } = props;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${site}`}</title>
        {preview && <Preview title={title} site={site} {...preview} />}
        <link rel="icon" type="image/svg+xml" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/style.css" />
        {styles.map((style) => (
          <link key={style} rel="stylesheet" href={`/assets/${style}`} />
        ))}
        {scripts.map((script) => (
          <script key={script} type="module" src={`/assets/${script}`} />
        ))}
      </head>
      <body class={wide ? "wide" : undefined}>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="site">
          <a class="brand" href="/">
            <img src="/assets/icon.svg" alt="" width="28" height="28" />
            {site}
          </a>
          {header}
          <nav aria-label="Site">
            {links.map((link) => (
              <a key={link.href} href={link.href} aria-current={link.current ? "page" : undefined}>
                {link.text}
              </a>
            ))}
          </nav>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer class="site">
          Stint speaks open standards: W3C Verifiable Credentials 2.0 and Open Badges 3.0.
        </footer>
      </body>
    </html>
  );
}

/** Open Graph, and the same for search engines: {@link https://ogp.me/}. */
function Preview(props: { title: string; site: string; url: string; description: string }): VNode {
  const { title, site, url, description } = props;
  return (
    <>
      <link rel="canonical" href={url} />
      <meta name="description" content={description} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={url} />
      <meta property="og:site_name" content={site} />
    </>
  );
}

/** The HTML of a whole page, escaped by construction. */
export function renderPage(page: VNode): string {
  return `<!doctype html>\n${render(page)}`;
}

/** Answers with a page; the status is 200 unless the response has another one already. */
export function sendPage(response: Response, page: VNode): void {
  response.type("html").send(renderPage(page));
}
