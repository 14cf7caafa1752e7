import type { Response } from "express";
import type { VNode } from "preact";
import { Moment } from "../../web/dates.tsx";
import { sendPage } from "../../web/page.tsx";
import { ClosedPage, WaitingPage } from "../pages/asked-page.tsx";
import { VerdictPage } from "../pages/verdict-page.tsx";
import { WantedList } from "../pages/wanted-list.tsx";
import { judgeAnew } from "./look-at-result.ts";
import { type PresentationRequest, type RequestState, stateOf } from "./presentation-request.ts";
import type { RequestContext } from "./request-context.ts";
import { interactionUrl, walletLink } from "./request-links.ts";

interface Result {
  context: RequestContext;
  request: PresentationRequest;
}

/** Sends what there is to see of a request: the code to scan, the verdict (as of now), or why there is none. */
export async function sendResultPage(response: Response, result: Result): Promise<void> {
  const { context, request } = result;
  const state = stateOf(request, context.now());
  const { outcome } = request;
  if (state !== "answered" || outcome?.kind !== "presented") {
    sendPage(response, pageWithoutVerdict(result, state));
    return;
  }
  const verification = await judgeAnew(context, request, outcome);
  sendPage(
    response,
    <VerdictPage verification={verification}>
      <section class="card">
        <h2>What you asked for</h2>
        <WantedList wanted={request.wanted} issuerNames={request.issuerNames} />
        <p class="quiet">
          Presented <Moment>{outcome.at.toISOString()}</Moment>. The credential was checked again just now;
          that can be done here for an hour after the answer.
        </p>
      </section>
    </VerdictPage>,
  );
}

function pageWithoutVerdict({ context, request }: Result, state: RequestState): VNode {
  const resultUrl = `/asked/${request.resultId}`;
  const stateUrl = `${resultUrl}/state`;
  switch (state) {
    case "expired":
      return (
        <ClosedPage title="Nobody answered in time">
          <p>A request can be answered for ten minutes.</p>
        </ClosedPage>
      );
    case "awaiting-return":
      return (
        <ClosedPage title="There is an answer" stateUrl={stateUrl}>
          <p>
            It came from a wallet on this device. Go on with the link that the wallet opens, in this browser:
            so nobody else can see it.
          </p>
        </ClosedPage>
      );
    case "waiting":
      return (
        <WaitingPage
          wanted={request.wanted}
          issuerNames={request.issuerNames}
          expires={request.expiresAt}
          link={walletLink(context, request, "other")}
          sameDeviceLink={walletLink(context, request, "same")}
          interactionUrl={interactionUrl(context, request)}
          resultUrl={resultUrl}
          stateUrl={stateUrl}
        />
      );
    default: {
      const error = request.outcome?.kind === "refused" ? request.outcome.error : "";
      const { title, words } = refusals.get(error) ?? otherRefusal;
      return (
        <ClosedPage title={title}>
          <p>{words}</p>
        </ClosedPage>
      );
    }
  }
}

/** The wallet's own text is never shown: OpenID4VP 1.0, 8.5, has these codes. */
const refusals = new Map([
  [
    "access_denied",
    { title: "The student said no", words: "Or the wallet has nothing that fits: it does not tell which." },
  ],
  [
    "vp_formats_not_supported",
    {
      title: "The wallet cannot answer",
      words: "It does not know the format that you asked for. Ask again for another.",
    },
  ],
]);
const otherRefusal = {
  title: "The wallet cannot answer",
  words: "It did not accept the request. Ask again, perhaps with other technical choices.",
};
