import type { JsonObject } from "../../core/json/json-value.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { ShareRecord } from "../store/wallet-records.ts";
import { readRefusal, refusedBy } from "./refusals.ts";
import { objectIn, type Wire } from "./wire.ts";

type Published = NonNullable<ShareRecord["published"]>;

/** Where a verifier takes what is shared with it: `/shares` below its address. */
export function sharesUrl(verifierUrl: string): string {
  const { origin, pathname } = new URL(verifierUrl);
  return `${origin}${pathname.replace(/\/+$/u, "")}/shares`;
}

/**
 * Leaves a presentation with a verifier, behind a link.
 *
 * @throws {@link Problem} `PEER_REFUSED` when it is not taken; `MALFORMED_VALUE_ERROR` for an answer without a link on the same host.
 */
export async function publishShare(
  verifierUrl: string,
  presentation: JsonObject | string,
  wire: Wire,
): Promise<Published> {
  const url = sharesUrl(verifierUrl);
  const answer = await wire.post(url, { json: { verifiablePresentation: presentation } });
  if (answer.status !== 201) {
    throw refusedBy(
      readRefusal(answer),
      "The verifier does not take it.",
      "Share it as a file: stint share 1 --to NAME --out FILE",
    );
  }
  const { link, deletionToken } = objectIn(answer) ?? {};
  const isToken = typeof deletionToken === "string" && /^[A-Za-z0-9._~-]{8,500}$/u.test(deletionToken);
  if (!isToken || typeof link !== "string" || !isBelow(link, url)) {
    throw new GuidedProblem(
      "MALFORMED_VALUE_ERROR",
      "The verifier does not say where it put it.",
      "It may be published all the same; it ends by itself.",
    );
  }
  return { link, deletionUrl: link, deletionToken };
}

/** Deletes what was left with a verifier. One that is gone already is as good as deleted. */
export async function withdrawShare({ deletionUrl, deletionToken }: Published, wire: Wire): Promise<void> {
  const answer = await wire.remove(deletionUrl, { token: deletionToken });
  if ((answer.status >= 200 && answer.status < 300) || answer.status === 404) return;
  throw refusedBy(
    readRefusal(answer),
    "The verifier does not delete it.",
    "Try again later; it ends by itself on the day that stint shares shows.",
  );
}

/** The token to delete with goes to no other host. */
function isBelow(link: string, url: string): boolean {
  return link.length <= 2_000 && /^[!-~]+$/u.test(link) && URL.canParse(link) && link.startsWith(`${url}/`);
}
