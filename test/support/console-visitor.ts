import type { RunningIssuer } from "./running-issuer.ts";

export interface PageAnswer {
  status: number;
  headers: Headers;
  html: string;
  /** Where the browser is sent next. */
  location: string | undefined;
}

/** A browser without JavaScript that keeps its cookie and sends the forms it was shown. */
export interface ConsoleVisitor {
  cookie(): string | undefined;
  get(path: string): Promise<PageAnswer>;
  /** Sends a form with the token of the last page that had one; a field of that name replaces it. */
  send(
    path: string,
    fields: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): Promise<PageAnswer>;
  /** {@link ConsoleVisitor.send} for a form with a file. */
  upload(path: string, form: FormData): Promise<PageAnswer>;
  /** Sends a form, and follows to the page that it leads to. */
  perform(path: string, fields: Record<string, string | string[]>): Promise<PageAnswer>;
  signIn(apiKey: string): Promise<PageAnswer>;
}

/** Opens the console of a running issuer in a fresh browser. */
export function visitConsole(issuer: RunningIssuer): ConsoleVisitor {
  let cookie: string | undefined;
  let csrf = "";

  const request = async (path: string, init: RequestInit): Promise<PageAnswer> => {
    const answer = await fetch(issuer.url + path, {
      ...init,
      redirect: "manual",
      headers: { accept: "text/html", ...(cookie && { cookie }), ...init.headers },
    });
    const [, value] = /^(stint-console=[^;]*);/.exec(answer.headers.get("set-cookie") ?? "") ?? [];
    if (value !== undefined) cookie = value;
    const html = await answer.text();
    csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? csrf;
    return {
      status: answer.status,
      headers: answer.headers,
      html,
      location: answer.headers.get("location") ?? undefined,
    };
  };
  const visitor: ConsoleVisitor = {
    cookie: () => cookie,
    get: (path) => request(path, {}),
    send: (path, fields, headers = {}) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries({ csrf, ...fields })) {
        for (const text of [value].flat()) body.append(name, text);
      }
      return request(path, { method: "POST", body, headers });
    },
    upload: (path, form) => {
      form.set("csrf", csrf);
      return request(path, { method: "POST", body: form });
    },
    perform: async (path, fields) => {
      const answer = await visitor.send(path, fields);
      return answer.location === undefined ? answer : visitor.get(answer.location);
    },
    signIn: (key) => visitor.perform("/console/sign-in", { key }),
  };
  return visitor;
}
