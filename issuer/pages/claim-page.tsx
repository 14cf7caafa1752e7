import type { VNode } from "preact";
import { offerLink } from "../../core/openid/offer-link.ts";
import { Day, Moment } from "../../web/dates.tsx";
import { Page } from "../../web/page.tsx";
import { QrCode } from "../../web/qr-code.tsx";
import { Said, shown } from "../../web/said.tsx";
import type { offerAddresses } from "../openid/addresses.ts";
import type { ClaimState, ClaimView } from "../openid/claim-view.ts";

interface ClaimPageProps {
  view: ClaimView;
  addresses: ReturnType<typeof offerAddresses>;
  /** Where students get a wallet, when the operator says so. */
  walletUrl: string | undefined;
}

const site = "Stint Issuer";

const headings: Record<ClaimState, string> = {
  open: "Your micro-internship credential",
  waiting: "Waiting for the employer",
  claimed: "Claimed",
  cancelled: "This offer was cancelled",
  expired: "This offer has expired",
  withdrawn: "This offer was withdrawn",
};

const closingWords: Record<Exclude<ClaimState, "open">, string> = {
  waiting:
    "A wallet has claimed this. The employer has to approve it first; the wallet then gets the credential.",
  claimed: "The credential is in a wallet. If it is not yours, tell the employer.",
  cancelled: "The employer has ended it. Ask the employer if this surprises you.",
  expired: "Nobody claimed it in time. Ask the employer for a new link.",
  withdrawn: "The employer withdrew it, or may not issue it any more. Ask the employer for a new link.",
};

/** The page behind a claim link: what is offered, by whom, and how to get it into a wallet. */
export function ClaimPage({ view, addresses, walletUrl }: ClaimPageProps): VNode {
  const isOpen = view.state === "open" && !view.codeIsDead;
  const isMoving = isOpen || view.state === "waiting";
  return (
    <Page title={headings[view.state]} site={site} scripts={isMoving ? ["claim-state.js"] : []}>
      <h1>{headings[view.state]}</h1>
      {isMoving && <div id="claim" data-state={view.state} data-state-url={`/offers/${view.id}/state`} />}
      <p class="lead" role="status">
        {view.state === "open" ? <OpenWords view={view} /> : closingWords[view.state]}
      </p>
      <Offered view={view} />
      {isOpen && <WaysToClaim view={view} addresses={addresses} />}
      {isOpen && <GetAWallet walletUrl={walletUrl} />}
    </Page>
  );
}

function OpenWords({ view: { issuer, codeIsDead } }: { view: ClaimView }): VNode {
  if (codeIsDead) return <>Too many wrong codes were given. Ask the employer for a new link.</>;
  return (
    <>
      <Said>{issuer.name}</Said> offers you a credential for the work you did.
    </>
  );
}

function Offered({ view }: { view: ClaimView }): VNode {
  const { title, summary, issuer, role, start, end, recipientName } = view;
  return (
    <section class="card" aria-labelledby="offered">
      <h2 id="offered">
        <Said>{title}</Said>
      </h2>
      <p>
        <Said>{summary}</Said>
      </p>
      <dl class="facts">
        {recipientName !== undefined && <Fact name="For">{<Said>{recipientName}</Said>}</Fact>}
        <Fact name="From">
          <a href={`/issuers/${issuer.slug}`}>{shown(issuer.name)}</a>
        </Fact>
        <Fact name="Identifier of the employer">
          <code>{issuer.did}</code>
        </Fact>
        {role !== undefined && <Fact name="Role">{<Said>{role}</Said>}</Fact>}
        {start !== undefined && <Fact name="Began">{<Day>{start}</Day>}</Fact>}
        {end !== undefined && <Fact name="Ended">{<Day>{end}</Day>}</Fact>}
        {view.state === "open" && <Fact name="Offer ends">{<Moment>{view.expiresAt}</Moment>}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: VNode }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function WaysToClaim({ view, addresses }: Pick<ClaimPageProps, "view" | "addresses">): VNode {
  const walletLink = offerLink(addresses.credentialOffer);
  return (
    <section class="card" aria-labelledby="claim-heading">
      <h2 id="claim-heading">Put it into your wallet</h2>
      {view.needsCode && (
        <p>Your wallet will ask for a code. The employer gives it to you in another way than this link.</p>
      )}
      <div class="ways">
        <div>
          <h3>With a wallet on this device</h3>
          <p>
            <a class="button" href={walletLink}>
              Open the wallet
            </a>
          </p>
          <h3>With Stint, in a terminal</h3>
          <p class="note">
            <code>{`stint accept "${addresses.page}"`}</code>
          </p>
        </div>
        <div>
          <h3>With a wallet on your phone</h3>
          <p>Scan this with the wallet:</p>
          <QrCode text={addresses.interaction} label="The offer, for the camera of your wallet" />
          <details>
            <summary>My wallet cannot read this code</summary>
            <p>Some wallets read only this one:</p>
            <QrCode text={walletLink} label="The offer, for wallets that know only OpenID" />
          </details>
        </div>
      </div>
      <p class="quiet">Whoever has the address of this page can claim it. Do not pass it on.</p>
    </section>
  );
}

function GetAWallet({ walletUrl }: Pick<ClaimPageProps, "walletUrl">): VNode {
  return (
    <section class="card" aria-labelledby="wallet-heading">
      <h2 id="wallet-heading">You have no wallet yet?</h2>
      <ol>
        <li>
          Get Stint{" "}
          {walletUrl === undefined ? "from the employer" : <a href={walletUrl}>where the employer says</a>}:
          it runs in a terminal with Node.js, and your keys stay on your machine. In its folder, run{" "}
          <code>npm ci</code>.
        </li>
        <li>
          Make your wallet with <code>npx stint init</code>; choose a passphrase that you will remember.
        </li>
        <li>
          Run the command above, with <code>npx</code> before it. It shows what is offered before it takes
          anything.
        </li>
      </ol>
      <p class="quiet">Any other wallet that speaks OpenID4VCI 1.0 works too.</p>
    </section>
  );
}
