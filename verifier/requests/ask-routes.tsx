import type { Express, Request } from "express";
import { Problem } from "../../core/problem/problem.ts";
import { sendPage } from "../../web/page.tsx";
import { readForm } from "../../web/read-form.ts";
import { isForeignForm } from "../../web/sessions.ts";
import { type AskFields, AskPage, emptyAskFields } from "../pages/ask-page.tsx";
import { askForWork } from "./ask-for-work.ts";
import { createAskingBrowsers } from "./asking-browsers.ts";
import { takeWayBack } from "./look-at-result.ts";
import { stateOf } from "./presentation-request.ts";
import { readAskFields, toWanted } from "./read-ask-form.ts";
import type { RequestContext } from "./request-context.ts";
import { sendResultPage } from "./result-page.tsx";

const maximumFormBytes = 32 * 1024;

interface AskOptions {
  context: RequestContext;
  secureCookies: boolean;
  /** Whom this verifier trusts, to choose from. */
  trustedIssuers: () => Promise<{ did: string; name: string }[]>;
}

/** The pages of who asks: the form, the code to scan, and the verdict. */
export function addAskRoutes(app: Express, options: AskOptions): void {
  const { context, trustedIssuers } = options;
  const browsers = createAskingBrowsers(context, { secure: options.secureCookies });
  const askPage = async (fields: AskFields, trouble?: string) => {
    const props = { issuers: await trustedIssuers(), identities: context.identities.kinds(), fields };
    return <AskPage {...props} {...(trouble !== undefined && { trouble })} />;
  };
  /** A browser that did not ask learns not even that there is something. */
  const ownRequest = (request: Request) => {
    const { resultId } = request.params;
    const mine = browsers.resultsOf(request).includes(String(resultId));
    const asked = mine ? context.register.byResultId(String(resultId)) : undefined;
    if (asked === undefined) {
      throw new Problem(
        "NOT_FOUND",
        "There is nothing here for this browser: it did not ask, or it is too long ago.",
      );
    }
    return asked;
  };

  app.get("/ask", async (_request, response) => {
    sendPage(response, await askPage(emptyAskFields));
  });

  app.post("/ask", readForm(maximumFormBytes), async (request, response) => {
    if (isForeignForm(request)) throw new Problem("FORBIDDEN", "This form was not sent from our own page.");
    const fields = readAskFields(request.body);
    try {
      const asking = toWanted(fields);
      const known = (await trustedIssuers()).filter(({ did }) => asking.wanted.issuers.includes(did));
      const issuerNames = new Map(known.map(({ did, name }) => [did, name]));
      const { request: asked } = await askForWork(context, { ...asking, issuerNames });
      browsers.note(request, response, asked.resultId);
      response.redirect(303, `/asked/${asked.resultId}`);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      response.status(error.status);
      sendPage(response, await askPage(fields, error.message));
    }
  });

  app.get("/asked/:resultId/state", (request, response) => {
    response.json({ state: stateOf(ownRequest(request), context.now()) });
  });

  app.get("/asked/:resultId", async (request, response) => {
    await sendResultPage(response, { context, request: ownRequest(request) });
  });

  app.get("/answered", (request, response) => {
    const code = typeof request.query.response_code === "string" ? request.query.response_code : "";
    const resultId = takeWayBack(context, browsers.resultsOf(request), code);
    if (resultId === undefined) {
      throw new Problem(
        "NOT_FOUND",
        "Open this link in the browser in which you asked; here there is nothing to see.",
      );
    }
    response.redirect(303, `/asked/${resultId}`);
  });
}
