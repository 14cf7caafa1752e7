import type { Express, Response } from "express";
import { Problem } from "../../core/problem/problem.ts";
import { asProblem } from "../../core/problem/undecided.ts";
import { parseTrustedIssuer } from "../../core/verification/parse-trusted-issuers.ts";
import { sendPage } from "../../web/page.tsx";
import { readForm } from "../../web/read-form.ts";
import { assertOwnForm } from "../../web/sessions.ts";
import { type NewIssuerFields, NewIssuerPage } from "../pages/trust/new-issuer-page.tsx";
import { parseListName } from "../trust/trust-list.ts";
import type { TrustLists } from "../trust/trust-lists.ts";
import { sessionOf, type Visit } from "./trust-visit.tsx";

const maxFormBytes = 16 * 1024;

/** The form that puts an issuer on a list; a verdict's page links to it with what the credential claims. */
export function addNewIssuerRoutes(
  app: Express,
  { lists, visit }: { lists: TrustLists; visit: Visit },
): void {
  const send = async (response: Response, form: URLSearchParams, trouble?: string) => {
    const own = (await lists.all()).filter(({ kind }) => kind === "own");
    const { csrfToken } = sessionOf(response);
    const told = trouble === undefined ? {} : { trouble };
    const claimed = form.get("claimed") === "yes";
    const page = { lists: own, fields: fieldsOf(form), claimed, csrfToken, ...told };
    sendPage(response, <NewIssuerPage {...page} />);
  };

  app.get(
    "/trust/new-issuer",
    visit(async (request, response) => {
      const { search } = new URL(request.originalUrl, "http://here.invalid");
      await send(response, new URLSearchParams(search));
    }),
  );

  app.post(
    "/trust/new-issuer",
    visit(readForm(maxFormBytes), async (request, response) => {
      const form: URLSearchParams = request.body;
      assertOwnForm(request, sessionOf(response), form.get("csrf"));
      try {
        const id = await addIssuer(lists, fieldsOf(form));
        response.redirect(303, `/trust/list?id=${encodeURIComponent(id)}`);
      } catch (error) {
        const problem = asProblem(error);
        if (problem.status >= 500) throw problem;
        response.status(problem.status);
        await send(response, form, problem.message);
      }
    }),
  );
}

/** The id of the list that has it now. Checked first, so that no list is made for an issuer that is refused. */
async function addIssuer(lists: TrustLists, fields: NewIssuerFields): Promise<string> {
  const { did, name, reason, opinion } = fields;
  const issuer = parseTrustedIssuer({
    did,
    name,
    reason,
    ...(opinion === "distrust" && { distrusted: true }),
    ...(opinion === "endorses" && { endorses: true }),
  });
  const list = fields.newList
    ? await lists.create({ name: parseListName(fields.newList) })
    : { id: fields.list };
  if (list.id === "") throw new Problem("INVALID_REQUEST", "Choose a list, or name a new one.");
  await lists.addIssuer(list.id, issuer);
  return list.id;
}

function fieldsOf(form: URLSearchParams): NewIssuerFields {
  const field = (name: string) => (form.get(name) ?? "").trim().slice(0, 4000);
  return {
    did: field("did"),
    name: field("name"),
    reason: field("reason"),
    list: field("list"),
    newList: field("newList"),
    opinion: field("opinion"),
  };
}
