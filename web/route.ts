import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { looksLikeCompactJws, looksLikeSdJwt } from "../core/jose/compact-jws.ts";
import type { JsonObject } from "../core/json/json-value.ts";
import type { ProblemCode } from "../core/problem/codes.ts";
import { Problem } from "../core/problem/problem.ts";
import { type BytesDescription, readBytes } from "./read-bytes.ts";
import { type BodyDescription, readJson } from "./read-json.ts";

/** One operation of an API: what it takes, what it answers, and who may call it. */
export interface RouteDescription {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Express's spelling: `/issuers/:slug`. */
  path: string;
  summary: string;
  description?: string;
  /** Names of bearer tokens, any of which will do; absent for a public route. The check itself is in `before`. */
  security?: string[];
  params?: z.ZodType;
  query?: z.ZodType;
  /** Header names in lower case. */
  headers?: z.ZodType;
  body?: BodyDescription & { schema: z.ZodType };
  /** Instead of `body`: bytes that the handler finds in `request.body`. */
  bytes?: BytesDescription;
  responses: Record<number, { description: string; schema?: z.ZodType; mediaType?: string }>;
  /** Problems that this route can answer with besides those that its other members imply. */
  problems?: ProblemCode[];
  /** Runs before the body is read: authentication belongs here. */
  before?: RequestHandler[];
}

/** A request whose parts have passed their schemas. */
export interface ValidRequest<Params, Query, Headers, Body> {
  params: Params;
  query: Query;
  headers: Headers;
  body: Body;
  request: Request;
  response: Response;
}

/** A {@link RouteDescription} with schemas whose outputs its handler receives. */
export interface Route<Params, Query, Headers, Body> extends RouteDescription {
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  headers?: z.ZodType<Headers>;
  body?: BodyDescription & { schema: z.ZodType<Body> };
  handle: (valid: ValidRequest<Params, Query, Headers, Body>) => Promise<void> | void;
}

/** The middleware of one route in order: `before`, the body, the schemas, the handler. */
export function routeHandlers<P, Q, H, B>(route: Route<P, Q, H, B>): RequestHandler[] {
  const handlers: RequestHandler[] = [...(route.before ?? [])];
  if (route.body) handlers.push(readJson(route.body));
  if (route.bytes) handlers.push(readBytes(route.bytes));
  handlers.push(async (request, response) => {
    await route.handle({
      params: validPart(route.params, request.params),
      query: validPart(route.query, request.query),
      headers: validPart(route.headers, request.headers),
      body: validPart(route.body?.schema, request.body),
      request,
      response,
    });
  });
  return handlers;
}

/** Any JSON object, as it came: for documents whose members the core judges. */
export function jsonObject(description: string) {
  const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  return z.custom<JsonObject>(isObject, "must be a JSON object").meta({ type: "object", description });
}

/** Any JSON object, or a text in the shape of a compact JWT: for documents that the core judges. */
export function jsonObjectOrJwt(description: string) {
  // An SD-JWT, too: the core says in words that it reads none.
  const isJwt = (text: string) => looksLikeCompactJws(text) || looksLikeSdJwt(text);
  const jwt = z.string().refine(isJwt, "must be a compact JWT");
  return z.union([jsonObject(description), jwt]).meta({ description });
}

function validPart<T>(schema: z.ZodType<T> | undefined, value: unknown): T {
  if (schema === undefined) return undefined as T;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const words = result.error.issues.slice(0, 5).map(describeIssue);
  throw new Problem("INVALID_REQUEST", `${words.join("; ")}.`);
}

/** Names the place and what is wrong there; zod's message for an unknown member would repeat what the client sent. */
function describeIssue(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join(".") || "The request";
  return issue.code === "unrecognized_keys"
    ? `${place} has a member that is not known here`
    : `${place}: ${issue.message}`;
}
