import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import type { OfferView } from "../../completions/completion-view.ts";
import { CopyField } from "../frame/copy-field.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import type { Visit } from "../visit.ts";
import { handedOver, OfferChip } from "./offer-state.tsx";

interface OfferPanelProps {
  visit: Visit;
  /** The completion's. */
  id: string;
  offer: OfferView;
  link: string | undefined;
}

/** The offer of one completion: its link, and sending it again or cancelling it. */
export function OfferPanel({ visit, id, offer, link }: OfferPanelProps): VNode {
  const isOpen = offer.state === "open";
  const mayChange = isOpen && visit.may("issue");
  const codeStuck = offer.transactionCode?.triesLeft === 0;
  return (
    <section class="card" aria-labelledby="offer">
      <div class="heading">
        <h2 id="offer">The offer</h2>
        <OfferChip offer={offer} />
      </div>
      {mayChange && link !== undefined && !codeStuck && (
        <CopyField id="claim-link" label="Claim link, for this student only" value={link} />
      )}
      <p class="quiet">{lineAbout(offer)}</p>
      <p class="quiet">
        Works until <Moment>{offer.expiresAt}</Moment>.
        {offer.transactionCode && !codeStuck && " The student also needs the code that you were shown once."}
      </p>
      {codeStuck && (
        <p class="note">A wrong code was typed too often. Offer it anew to make a new link and code.</p>
      )}
      {mayChange && (
        <div class="actions">
          {!codeStuck && (
            <OwnForm visit={visit} action={`/console/completions/${id}/resend`}>
              <button class="button second" type="submit">
                Hand it over again
              </button>
            </OwnForm>
          )}
          <OwnForm visit={visit} action={`/console/completions/${id}/cancel`}>
            <button class="button second" type="submit">
              Cancel the offer
            </button>
          </OwnForm>
        </div>
      )}
    </section>
  );
}

const notified: Record<string, string> = {
  credential_accepted: "The wallet has kept the credential.",
  credential_failure: "The wallet could not keep the credential.",
  credential_deleted: "The student has removed the credential from the wallet.",
};

function lineAbout(offer: OfferView): string {
  if (offer.notification !== undefined) return notified[offer.notification] ?? "The wallet has answered.";
  return `Handed over: ${handedOver(offer).toLowerCase()}.`;
}
