import type { VNode } from "preact";
import { printable } from "../../core/text/printable.ts";

const longest = 4_000;

/** Somebody's words: nothing in them acts, hides, or turns the text around them. */
export function Said({ children }: { children: string }): VNode {
  return <bdi>{plain(children)}</bdi>;
}

/** A foreign address: a link when it is plain https, and otherwise its text. */
export function Address({ href, children }: { href: string; children: string }): VNode {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "")
    return <Said>{children}</Said>;
  return (
    <a href={url.href} rel="noreferrer noopener nofollow">
      <Said>{children}</Said>
    </a>
  );
}

/** The same words for a place where no element can stand. */
export function plain(text: string): string {
  const clean = printable(text);
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
