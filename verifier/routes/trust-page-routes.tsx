import type { Express, Request, Response } from "express";
import { Problem } from "../../core/problem/problem.ts";
import { maxTrustListBytes } from "../../core/verification/trusted-issuer.ts";
import { sendPage } from "../../web/page.tsx";
import { readForm } from "../../web/read-form.ts";
import { readUpload, type Upload } from "../../web/read-upload.ts";
import { assertOwnForm } from "../../web/sessions.ts";
import { issuersPerPage, TrustListPage } from "../pages/trust/trust-list-page.tsx";
import { TrustPage } from "../pages/trust/trust-page.tsx";
import { parseListName } from "../trust/trust-list.ts";
import type { TrustLists } from "../trust/trust-lists.ts";
import { addNewIssuerRoutes } from "./new-issuer-routes.tsx";
import { sessionOf, type Visit } from "./trust-visit.tsx";

const maxFormBytes = 16 * 1024;
const readNewList = readUpload({
  maxBytes: maxTrustListBytes + 64 * 1024,
  fields: ["csrf", "name", "url", "text"],
  file: "file",
});

/** The pages on which whoever runs this verifier says whom it believes. */
export function addTrustPageRoutes(
  app: Express,
  { lists, visit }: { lists: TrustLists; visit: Visit },
): void {
  app.get(
    "/trust",
    visit(async (_request, response) => {
      const { csrfToken } = sessionOf(response);
      sendPage(response, <TrustPage lists={await lists.all()} csrfToken={csrfToken} />);
    }),
  );

  app.post(
    "/trust/new-list",
    visit(readNewList, async (request, response) => {
      const { fields, file }: Upload = request.body;
      const { csrfToken } = sessionOf(response);
      assertOwnForm(request, sessionOf(response), fields.get("csrf"));
      const [name = "", url = "", text = ""] = ["name", "url", "text"].map((field) =>
        fields.get(field)?.trim(),
      );
      try {
        const sources = [
          ...(url ? [{ url }] : []),
          ...(file ? [{ text: file.bytes }] : []),
          ...(text ? [{ text }] : []),
        ];
        if (sources.length > 1)
          throw new Problem("INVALID_REQUEST", "Give an address, a file or a text, not several.");
        const { id } = await lists.create({ name: parseListName(name), ...sources[0] });
        response.redirect(303, `/trust/list?id=${id}`);
      } catch (error) {
        response.status(statusOf(error));
        const typed = { name, url, text };
        const trouble = wordsOf(error);
        sendPage(
          response,
          <TrustPage lists={await lists.all()} csrfToken={csrfToken} typed={typed} trouble={trouble} />,
        );
      }
    }),
  );

  app.get(
    "/trust/list",
    visit(async (request, response) => {
      const { id, offset } = request.query;
      await sendList(response, { lists, id: String(id), offset: readOffset(offset) });
    }),
  );

  app.post(
    "/trust/list",
    visit(readForm(maxFormBytes), async (request, response) => {
      const form: URLSearchParams = request.body;
      assertOwnForm(request, sessionOf(response), form.get("csrf"));
      const id = form.get("id") ?? "";
      try {
        await change(lists, id, form);
        response.redirect(
          303,
          form.get("action") === "remove" ? "/trust" : `/trust/list?id=${encodeURIComponent(id)}`,
        );
      } catch (error) {
        response.status(statusOf(error));
        await sendList(response, { lists, id, offset: 0, trouble: wordsOf(error) });
      }
    }),
  );

  addNewIssuerRoutes(app, { lists, visit });
}

async function change(lists: TrustLists, id: string, form: URLSearchParams): Promise<void> {
  switch (form.get("action")) {
    case "rename":
      await lists.rename(id, parseListName((form.get("name") ?? "").trim()));
      return;
    case "refresh":
      await lists.refresh(id);
      return;
    case "remove-issuer":
      await lists.removeIssuer(id, form.get("did") ?? "");
      return;
    case "remove":
      if (form.get("sure") !== "yes") throw new Problem("INVALID_REQUEST", "Say that you are sure.");
      await lists.remove(id);
      return;
    default:
      throw new Problem("INVALID_REQUEST", "There is no such action.");
  }
}

async function sendList(
  response: Response,
  { lists, id, offset, trouble }: { lists: TrustLists; id: string; offset: number; trouble?: string },
): Promise<void> {
  const { csrfToken } = sessionOf(response);
  const list = await lists.page(id, { offset, limit: issuersPerPage });
  const told = trouble === undefined ? {} : { trouble };
  sendPage(response, <TrustListPage list={list} offset={offset} csrfToken={csrfToken} {...told} />);
}

function readOffset(value: Request["query"][string]): number {
  return typeof value === "string" && /^[0-9]{1,6}$/.test(value) ? Number(value) : 0;
}

/** What the page says about an expected failure; a bug goes on up. */
export function wordsOf(error: unknown): string {
  return expected(error).message;
}

/** The status of the page that says it. */
export function statusOf(error: unknown): number {
  return expected(error).status;
}

function expected(error: unknown): Problem {
  if (error instanceof Problem && error.status < 500) return error;
  throw error;
}
