import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said } from "../../../web/said.tsx";
import type { TrustListView } from "../../trust/trust-list-view.ts";

const kinds: Record<TrustListView["kind"], string> = {
  own: "Your own list",
  copy: "Copied daily",
  settings: "The file that the settings name",
};

const dates: Record<TrustListView["kind"], string> = {
  own: "last changed",
  copy: "this copy is of",
  settings: "last read",
};

/** What there is to know about a list at a glance: how long, how old, and whether something is wrong with it. */
export function ListFacts({ list }: { list: TrustListView }): VNode {
  const { kind, issuerCount, changedAt, url, leftOut, trouble } = list;
  return (
    <>
      <p class="quiet">
        {kinds[kind]}
        {url && (
          <>
            {" from "}
            <code>
              <Said>{url}</Said>
            </code>
          </>
        )}
        ; {issuerCount === 1 ? "1 issuer" : `${issuerCount.toLocaleString("en-GB")} issuers`}; {dates[kind]}{" "}
        <Moment>{changedAt}</Moment>.
      </p>
      {leftOut && (
        <p class="quiet">
          Left out: {leftOut.repeated} listed twice, {leftOut.unusable} without a usable DID or name.
        </p>
      )}
      {trouble && (
        <p class="warning">
          <strong>Not up to date.</strong> <Said>{trouble}</Said>. What was there before still counts.
        </p>
      )}
    </>
  );
}
