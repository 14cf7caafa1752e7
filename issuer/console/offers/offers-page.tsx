import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said } from "../../../web/said.tsx";
import type { CompletionView } from "../../completions/completion-view.ts";
import type { Page } from "../../use-cases/page.ts";
import { StudentLink } from "../completions/student-link.tsx";
import { ConsolePage } from "../frame/console-page.tsx";
import { DataTable } from "../frame/data-table.tsx";
import { Nothing, Older } from "../frame/list-parts.tsx";
import type { Visit } from "../visit.ts";
import { handedOver, OfferChip } from "./offer-state.tsx";

/** The offers that students were sent, and what became of them. */
export function OffersPage({ visit, page }: { visit: Visit; page: Page<CompletionView> }): VNode {
  const offered = page.items.flatMap(({ offer, ...rest }) =>
    offer === undefined ? [] : [{ ...rest, offer }],
  );
  return (
    <ConsolePage
      visit={visit}
      title="Offers"
      part="offers"
      lead="Each offer is a link with which one student claims one credential. Open one to send it again or to cancel it."
    >
      {offered.length === 0 ? (
        <Nothing>
          <p>Nothing was offered yet. An offer is made when you record a completion for an e-mail address.</p>
        </Nothing>
      ) : (
        <DataTable
          label="Offers"
          items={offered}
          keyOf={({ id }) => id}
          columns={[
            { head: "Student", cell: (item) => <StudentLink completion={item} /> },
            { head: "Achievement", cell: ({ achievement }) => <Said>{achievement.title}</Said> },
            { head: "Handed over", cell: ({ offer }) => handedOver(offer) },
            { head: "Works until", cell: ({ offer }) => <Moment>{offer.expiresAt}</Moment> },
            { head: "State", cell: ({ offer }) => <OfferChip offer={offer} /> },
          ]}
        />
      )}
      <Older path="/console/offers" next={page.next} />
    </ConsolePage>
  );
}
