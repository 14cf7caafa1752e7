import type { ComponentChildren, VNode } from "preact";
import type { WantedWork } from "../../core/openid/wanted-work.ts";
import { Moment } from "../../web/dates.tsx";
import { QrCode } from "../../web/qr-code.tsx";
import { VerifierPage } from "./verifier-page.tsx";
import { WantedList } from "./wanted-list.tsx";

interface WaitingPageProps {
  wanted: WantedWork;
  issuerNames: ReadonlyMap<string, string>;
  expires: Date;
  /** Opens a wallet on another device: in the QR code when it is short enough. */
  link: string;
  /** Opens a wallet on this device, which then leads back here. */
  sameDeviceLink: string;
  interactionUrl: string;
  /** Where this page is. */
  resultUrl: string;
  stateUrl: string;
}

/** Longer texts make codes that cameras read badly. */
const maximumCodeLength = 700;

/** The page that waits for the answer: a code for the student's phone, a link for a wallet on this machine. */
export function WaitingPage(props: WaitingPageProps): VNode {
  const { wanted, issuerNames, link, interactionUrl } = props;
  const codeText = link.length <= maximumCodeLength ? link : interactionUrl;
  return (
    <VerifierPage title="Waiting for the student" current="/ask" scripts={["await-answer.js"]}>
      <h1>Let the student scan this</h1>
      <div class="card">
        <QrCode text={codeText} label="The request, for the camera of the student's wallet" />
        <p>You ask for:</p>
        <WantedList wanted={wanted} issuerNames={issuerNames} />
        <p id="waiting" role="status" data-state-url={props.stateUrl} data-state="waiting">
          Waiting for the answer. The request ends at <Moment>{props.expires.toISOString()}</Moment>.
        </p>
        <p>
          <a class="button second" href={props.resultUrl}>
            Look again
          </a>
        </p>
      </div>
      <section class="card">
        <h2>Other ways</h2>
        <p>
          The wallet is on this device: <a href={props.sameDeviceLink}>open it</a>. It leads back to this
          browser.
        </p>
        <p>To send to the student, or for a camera without a wallet:</p>
        <pre class="wrapped">{interactionUrl}</pre>
        <p>For the wallet of Stint, on any machine:</p>
        <pre class="wrapped">{`stint respond "${interactionUrl}"`}</pre>
      </section>
    </VerifierPage>
  );
}

interface ClosedPageProps {
  title: string;
  /** Waits on for a browser that is led back. */
  stateUrl?: string;
  children: ComponentChildren;
}

/** A request without a verdict to show: it ended, was declined, or its answer waits for the right browser. */
export function ClosedPage({ title, stateUrl, children }: ClosedPageProps): VNode {
  return (
    <VerifierPage title={title} current="/ask" scripts={stateUrl === undefined ? [] : ["await-answer.js"]}>
      <h1>{title}</h1>
      <div class="card">
        {children}
        {stateUrl !== undefined && (
          <p id="waiting" role="status" data-state-url={stateUrl} data-state="awaiting-return">
            Waiting for the wallet to lead back.
          </p>
        )}
        <p>
          <a class="button second" href="/ask">
            Ask again
          </a>
        </p>
      </div>
    </VerifierPage>
  );
}
