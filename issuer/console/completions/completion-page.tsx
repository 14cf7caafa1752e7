import type { VNode } from "preact";
import { Moment } from "../../../web/dates.tsx";
import { Said, shown } from "../../../web/said.tsx";
import type { CompletionView } from "../../completions/completion-view.ts";
import { ConsolePage } from "../frame/console-page.tsx";
import { Fact, FactList } from "../frame/facts.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import { OwnForm } from "../frame/own-form.tsx";
import { OfferPanel } from "../offers/offer-panel.tsx";
import type { FormState } from "../page-handlers.ts";
import type { Visit } from "../visit.ts";
import { CompletionFactList } from "./completion-fact-list.tsx";
import { CompletionChip } from "./completion-state.tsx";
import { nameOfStudent } from "./student-link.tsx";

interface CompletionPageProps {
  visit: Visit;
  completion: CompletionView;
  /** The claim link; only for those who may issue. */
  link: string | undefined;
  form: FormState;
}

/** One completed micro-internship: how far its credential has come, and what can be done about it. */
export function CompletionPage({ visit, completion, link, form }: CompletionPageProps): VNode {
  const { id, achievement, approval, offer } = completion;
  const student = nameOfStudent(completion);
  return (
    <ConsolePage
      visit={visit}
      title={shown(`${achievement.title}, ${student}`)}
      heading={<Said>{student}</Said>}
      part="completions"
      above={{ href: "/console/completions", text: "Completions" }}
      lead={<Said>{achievement.title}</Said>}
      action={<CompletionChip state={completion.state} />}
    >
      <TroubleBox troubles={form.troubles} />
      {approval === "awaited" && visit.may("issue") && (
        <Approval visit={visit} id={id} isClaimed={offer?.isWaiting} />
      )}
      {offer && <OfferPanel visit={visit} id={id} offer={offer} link={link} />}
      <Issued completion={completion} />
      <Overview completion={completion} />
      <CompletionFactList facts={completion.facts} />
      {visit.may("issue") && (
        <p>
          <a class="button second" href={`/console/completions/${id}/recipient`}>
            {offer && offer.state !== "open" && offer.state !== "claimed"
              ? "Offer it anew"
              : "Change whom it is for"}
          </a>
        </p>
      )}
    </ConsolePage>
  );
}

function Approval({
  visit,
  id,
  isClaimed = false,
}: {
  visit: Visit;
  id: string;
  isClaimed: boolean | undefined;
}) {
  return (
    <OwnForm
      visit={visit}
      action={`/console/completions/${id}/approve`}
      class="card caution-edge"
      label="Approve"
    >
      <h2>It waits for your approval</h2>
      <p>
        {isClaimed
          ? "The student has claimed it. The credential is issued when you approve."
          : "Nothing is issued before you approve."}
      </p>
      <button class="button" type="submit">
        Approve
      </button>
    </OwnForm>
  );
}

function Issued({ completion: { issued } }: { completion: CompletionView }) {
  if (issued.length === 0) return null;
  return (
    <section class="card">
      <h2>{issued.length === 1 ? "The credential" : "The credentials"}</h2>
      <ul class="list">
        {issued.map(({ record, did }) => (
          <li key={record}>
            <a href={`/console/credentials/${record}`}>See or revoke {record}</a>
            {did !== undefined && (
              <>
                {" "}
                for the wallet <code>{shown(did)}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Overview({ completion }: { completion: CompletionView }) {
  const { recipient, reference, createdAt, achievement, apiKey, credentialId } = completion;
  return (
    <FactList>
      {recipient.email !== undefined && (
        <Fact name="E-mail address">
          <Said>{recipient.email}</Said>
        </Fact>
      )}
      {recipient.did !== undefined && (
        <Fact name="Wallet’s identifier">
          <code>{shown(recipient.did)}</code>
        </Fact>
      )}
      {reference !== undefined && (
        <Fact name="Your reference">
          <Said>{reference}</Said>
        </Fact>
      )}
      <Fact name="Recorded">
        <Moment>{createdAt}</Moment>
      </Fact>
      <Fact name="Recorded with">
        <code>{apiKey}</code>
      </Fact>
      <Fact name="Achievement">
        <a href={`/console/achievements/${achievement.id}?version=${achievement.version}`}>
          <Said>{achievement.title}</Said>
        </a>
        , version {achievement.version}
      </Fact>
      <Fact name="Credential id">
        <code>{shown(credentialId)}</code>
      </Fact>
    </FactList>
  );
}
