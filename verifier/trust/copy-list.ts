import type { FetchDocument } from "../../core/fetch-document.ts";
import { Problem } from "../../core/problem/problem.ts";
import { parseTrustedIssuers } from "../../core/verification/parse-trusted-issuers.ts";
import { maxTrustListBytes, type TrustedIssuers } from "../../core/verification/trusted-issuer.ts";

/**
 * Gets a list from an address.
 *
 * @throws {@link Problem} what {@link FetchDocument} and {@link parseTrustedIssuers} throw; `FETCH_FAILED` for an answer other than 200.
 */
export async function copyList(url: string, fetchDocument: FetchDocument): Promise<TrustedIssuers> {
  const { status, body } = await fetchDocument(url, {
    accept: "application/json",
    maxBytes: maxTrustListBytes,
  });
  if (status !== 200) throw new Problem("FETCH_FAILED", `The address answers HTTP ${status}`);
  return parseTrustedIssuers(body);
}
