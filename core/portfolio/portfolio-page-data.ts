import { Problem } from "../problem/problem.ts";

/** How the page of a portfolio holds it: as a link to save, which needs no network and no script. */
const link = /href="data:application\/vc;base64,([A-Za-z0-9+/]+={0,2})"/g;

/** The address of that link. */
export function portfolioLink(portfolio: string): string {
  return `data:application/vc;base64,${Buffer.from(portfolio).toString("base64")}`;
}

/**
 * Takes the portfolio out of a page; what the page says besides is not looked at.
 *
 * @returns its JSON text, not verified in any way; `undefined` when there is none in the page.
 * @throws {@link Problem} `MALFORMED_VALUE_ERROR` for several: nobody could tell which one people see.
 */
export function portfolioInPage(page: string): string | undefined {
  const [found, ...others] = [...page.matchAll(link)];
  if (found === undefined) return undefined;
  if (others.length > 0) throw new Problem("MALFORMED_VALUE_ERROR", "The page holds more than one portfolio");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(found[1] ?? "", "base64"));
  } catch (cause) {
    throw new Problem("PARSING_ERROR", "The portfolio in the page is not UTF-8", { cause });
  }
}
