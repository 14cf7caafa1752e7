import type { VNode } from "preact";
import { Moment } from "../../web/dates.tsx";
import { Said } from "../../web/said.tsx";
import { VerdictPage } from "../pages/verdict-page.tsx";
import type { ViewedShare } from "./shares.ts";

/** What a student shared by link: the work first, then the verdict as of now, and by whom and until when it is shared. */
export function SharePage({ share }: { share: ViewedShare }): VNode {
  const { verification, sharedAt, sharedUntil } = share;
  const [first] = verification.credentials;
  // Whose name it is the issuer says; that its subject shares it, and not its issuer or a bearer, shows only the key.
  const isTheirs = first?.verified === true && first.statement?.subjects.includes(verification.holder ?? "");
  const name = isTheirs ? first.work?.recipientName : undefined;
  return (
    <VerdictPage verification={verification}>
      <section class="card">
        <h2>Shared by link</h2>
        <p>
          Shared by {name === undefined ? <ByHolder holder={verification.holder} /> : <ByName name={name} />}{" "}
          on <Moment>{sharedAt.toISOString()}</Moment>, until <Moment>{sharedUntil.toISOString()}</Moment>. It
          can be taken back earlier.
        </p>
        <p class="quiet">
          Checked again just now. Whoever has the link sees this: it does not prove that the person in front
          of you is the one who shared it. For that, <a href="/ask">ask for a presentation</a>.
        </p>
      </section>
    </VerdictPage>
  );
}

function ByName({ name }: { name: string }) {
  return (
    <>
      the person whom its issuer calls <Said>{name}</Said>
    </>
  );
}

function ByHolder({ holder }: { holder: string | undefined }) {
  if (holder === undefined) return <>somebody unknown</>;
  return (
    <code>
      <Said>{holder}</Said>
    </code>
  );
}
