import type { VNode } from "preact";
import type { WantedWork } from "../../core/openid/wanted-work.ts";
import { Moment } from "../../web/dates.tsx";
import { VerifierPage } from "./verifier-page.tsx";
import { WantedList } from "./wanted-list.tsx";

interface InteractionPageProps {
  /** Who asks: the host of this verifier. */
  host: string;
  wanted: WantedWork;
  issuerNames: ReadonlyMap<string, string>;
  expires: Date;
  link: string;
  interactionUrl: string;
}

/** What a student sees who opens a request with a browser: who asks for what, and how to answer. */
export function InteractionPage(props: InteractionPageProps): VNode {
  const { host, wanted, issuerNames, expires, link, interactionUrl } = props;
  return (
    <VerifierPage title="You are asked for a credential">
      <h1>{host} asks you for a credential</h1>
      <div class="card">
        <p>What is wanted:</p>
        <WantedList wanted={wanted} issuerNames={issuerNames} />
        <p>
          <a class="button" href={link}>
            Open your wallet
          </a>
        </p>
        <p class="quiet">
          Your wallet shows what would be revealed before it sends anything, and you can say no. You can
          answer until <Moment>{expires.toISOString()}</Moment>.
        </p>
      </div>
      <section class="card">
        <h2>With the wallet of Stint</h2>
        <pre class="wrapped">{`stint respond "${interactionUrl}"`}</pre>
        <p class="quiet">
          What is not wanted you can leave out, where your credential allows it: the wallet says how.
        </p>
      </section>
    </VerifierPage>
  );
}
