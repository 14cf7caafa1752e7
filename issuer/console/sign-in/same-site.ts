import type { Request } from "express";
import { Problem } from "../../../core/problem/problem.ts";

/**
 * Asserts that no foreign page sent a form that needs no session yet: it could sign a browser in with somebody else's key. Browsers say
 * where a form comes from in `Sec-Fetch-Site`, and over plain http in `Origin`.
 *
 * @throws {@link Problem} `FORBIDDEN`.
 */
export function assertSameSite(request: Request, publicUrl: string): void {
  const site = request.get("sec-fetch-site");
  const origin = request.get("origin");
  const isOwnOrigin =
    origin === undefined ||
    origin === new URL(publicUrl).origin ||
    (URL.canParse(origin) && new URL(origin).host === request.get("host"));
  const isOwn = site === undefined ? isOwnOrigin : site === "same-origin" || site === "none";
  if (!isOwn) throw new Problem("FORBIDDEN", "This form was sent from a page of another site.");
}
