import type { VNode } from "preact";
import { printable } from "../core/text/printable.ts";

const maxCharacters = 4_000;

/** Text that somebody else wrote: without control and direction characters, apart from the text around it, and cut when endless. */
export function Said({ children }: { children: string }): VNode {
  return <bdi>{shown(children)}</bdi>;
}

/** A foreign link: followed only when it is plain https, and then without telling where from; otherwise just its text. */
export function ForeignLink({ href, children }: { href: string; children: string }): VNode {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (url === undefined || url.protocol !== "https:" || url.username !== "" || url.password !== "") {
    return <Said>{children}</Said>;
  }
  // Letters of another script look like a name that people know; the host that is really asked has none (RFC 5890, 2.3.2.1).
  const isSpelledOtherwise = children === href && /(?:^|\.)xn--/.test(url.hostname);
  return (
    <a href={url.href} rel="noreferrer noopener nofollow" target="_blank">
      <Said>{isSpelledOtherwise ? url.href : children}</Said>
    </a>
  );
}

/** The same for places where no element can stand, such as a title. */
export function shown(text: string): string {
  const clean = printable(text);
  return clean.length > maxCharacters ? `${clean.slice(0, maxCharacters)}…` : clean;
}
