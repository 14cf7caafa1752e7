/** A browser as far as cookies and forms go: it follows no redirect, and sends what it was given back. */
export interface Browserless {
  get(path: string): Promise<Seen>;
  /** Sends a plain form. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Seen>;
  /** Sends a form with a file, and with others by their names in the field "evidence". */
  upload(
    path: string,
    fields: Record<string, string>,
    file?: Uint8Array | string,
    evidence?: Record<string, string>,
  ): Promise<Seen>;
  /** The token that stands in the forms of the last page. */
  csrf(): string;
}

export interface Seen {
  status: number;
  html: string;
  location: string | undefined;
  setCookie: string | undefined;
}

/** Opens one, without any cookie. */
export function openBrowserless(origin: string): Browserless {
  const cookies = new Map<string, string>();
  let csrfToken = "";
  const send = async (path: string, init: RequestInit): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { accept: "text/html", ...(cookie && { cookie }), ...init.headers };
    const response = await fetch(origin + path, { ...init, headers, redirect: "manual" });
    const setCookie = response.headers.get("set-cookie") ?? undefined;
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(setCookie ?? "") ?? [];
    if (name !== undefined && value !== undefined) cookies.set(name, value);
    const html = await response.text();
    csrfToken = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? csrfToken;
    return {
      status: response.status,
      html,
      location: response.headers.get("location") ?? undefined,
      setCookie,
    };
  };
  return {
    get: (path) => send(path, {}),
    post: (path, fields, headers = {}) =>
      send(path, { method: "POST", body: new URLSearchParams(fields), headers }),
    upload: (path, fields, file, evidence = {}) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      if (file !== undefined) body.set("file", new Blob([file as BlobPart]), "list.json");
      for (const [name, text] of Object.entries(evidence)) body.append("evidence", new Blob([text]), name);
      return send(path, { method: "POST", body });
    },
    csrf: () => csrfToken,
  };
}
