import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import type { RunningVerifier } from "./running-verifier.ts";
import { issued, type Person, student } from "./world.ts";

/** Where {@link runVerifier} says that it is. */
export const publicUrl = "https://verifier.example";

/** What `POST /presentation-requests` answers. */
export interface Asked {
  id: string;
  resultToken: string;
  resultUrl: string;
  link: string;
  interactionUrl: string;
  exchangeUrl: string;
  dcqlQuery: JsonObject;
  expires: string;
}

/** The parameters of a request, as a wallet gets them. */
export interface RequestParameters {
  client_id: string;
  response_uri: string;
  response_mode: string;
  nonce: string;
  state: string;
  dcql_query: JsonObject;
  client_metadata: JsonObject;
  [member: string]: unknown;
}

export interface WalletAnswer {
  status: number;
  body: JsonObject;
}

/** Asks by the API. */
export async function ask(verifier: RunningVerifier, body: JsonObject = {}): Promise<Asked> {
  const answer = await verifier.post("/presentation-requests", body);
  if (answer.status !== 201) throw new Error(`Not asked: ${JSON.stringify(answer.body)}`);
  return answer.body as unknown as Asked;
}

/** Where an address of the verifier really is. */
export function locally(verifier: RunningVerifier, url: string): string {
  return url.replace(publicUrl, verifier.url);
}

/** Reads what a link asks for: from the link itself, or from the request object that it refers to. Nothing is verified. */
export async function readLink(verifier: RunningVerifier, link: string): Promise<RequestParameters> {
  const parameters = new URL(link).searchParams;
  const uri = parameters.get("request_uri");
  if (uri === null) {
    return Object.fromEntries(
      [...parameters].map(([name, value]) => [name, value.startsWith("{") ? JSON.parse(value) : value]),
    ) as RequestParameters;
  }
  const response = await fetch(locally(verifier, uri));
  if (response.status !== 200) throw new Error(`No request object: ${await response.text()}`);
  return partOf(await response.text(), 1) as RequestParameters;
}

/** What was asked, and how a wallet reads it. */
export interface Situation {
  asked: Asked;
  request: RequestParameters;
}

/** Asks for a credential with proofs, and reads the link. */
export async function askAndRead(verifier: RunningVerifier, body: JsonObject = {}): Promise<Situation> {
  const asked = await ask(verifier, { format: "ldp_vc", identity: "redirect_uri", ...body });
  return { asked, request: await readLink(verifier, asked.link) };
}

/** The header (0) or the payload (1) of a JWT. */
export function partOf(jwt: string, part: 0 | 1): JsonObject {
  return JSON.parse(Buffer.from(jwt.split(".")[part] ?? "", "base64url").toString());
}

interface PresentOptions {
  nonce: string;
  client_id: string;
  by?: Person;
  credentials?: JsonObject[];
  created?: Date;
}

/** Signed once for all tests: it is the same each time. */
let exampleCredential: Promise<JsonObject> | undefined;

/** A presentation for one request, as an honest wallet makes it. */
export async function presentTo(options: PresentOptions): Promise<JsonObject> {
  exampleCredential ??= issued();
  const { nonce, client_id: domain, by = student, credentials = [await exampleCredential] } = options;
  return signPresentation(createPresentation({ credentials, holder: by.did }), {
    signer: by.signer,
    challenge: nonce,
    domain,
    created: options.created ?? new Date("2026-11-22T11:59:00Z"),
  });
}

/** Sends a form to a request's response URI. */
export async function respond(
  verifier: RunningVerifier,
  to: { response_uri: string },
  fields: Record<string, string> | URLSearchParams,
): Promise<WalletAnswer> {
  const response = await fetch(locally(verifier, to.response_uri), {
    method: "POST",
    body: new URLSearchParams(fields),
  });
  return { status: response.status, body: (await response.json()) as JsonObject };
}

/** The honest answer's fields. */
export function vpFields(request: RequestParameters, ...presentations: unknown[]): Record<string, string> {
  return { vp_token: JSON.stringify({ micro_internship_ldp: presentations }), state: request.state };
}

/** What the API's caller sees. */
export async function resultOf(verifier: RunningVerifier, asked: Asked): Promise<JsonObject> {
  const response = await fetch(locally(verifier, asked.resultUrl), {
    headers: { authorization: `Bearer ${asked.resultToken}` },
  });
  return (await response.json()) as JsonObject;
}

/** A browser without scripts that keeps its cookie. */
export interface Browser {
  get(
    path: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; html: string; location: string | null }>;
  post(
    path: string,
    fields: Record<string, string>,
  ): Promise<{ status: number; html: string; location: string | null }>;
  cookie(): string | undefined;
}

/** Opens a browser at a verifier. */
export function browser(verifier: RunningVerifier): Browser {
  let cookie: string | undefined;
  const send = async (path: string, init: RequestInit) => {
    const headers = {
      accept: "text/html",
      ...(cookie && { cookie }),
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(verifier.url + path.replace(publicUrl, ""), {
      ...init,
      headers,
      redirect: "manual",
    });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(";")[0];
    return {
      status: response.status,
      html: await response.text(),
      location: response.headers.get("location"),
    };
  };
  return {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields) => send(path, { method: "POST", body: new URLSearchParams(fields) }),
    cookie: () => cookie,
  };
}
