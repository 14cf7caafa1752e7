import type { Express, Request, Response } from "express";
import { z } from "zod";
import {
  didDocumentType,
  type ResolutionResult,
  resolutionError,
  resolveForOthers,
} from "../../core/did/did-resolution.ts";
import { maximumDidLength } from "../../core/did/did-url.ts";
import { createPublishedDidResolver } from "../../core/did/resolver.ts";
import { type FetchDocument, limitFetches } from "../../core/fetch-document.ts";
import { Problem } from "../../core/problem/problem.ts";
import { allowAnyOrigin } from "../../web/allow-any-origin.ts";
import type { Api } from "../../web/api.ts";
import { limitAtOnce } from "../../web/limit-at-once.ts";
import { jsonObject } from "../../web/route.ts";

const path = "/1.0/identifiers/";
const resultType = "application/did-resolution";
/** How resolvers were asked before there was a media type for it. */
const earlierResultType = 'application/ld+json;profile="https://w3id.org/did-resolution"';
/** Forms of a DID document that are the same JSON. */
const documentTypes = [didDocumentType, "application/did+json", "application/did+ld+json"];

/** Each may wait for somebody else's server. */
const maximumAtOnce = 64;

interface ResolutionOptions {
  fetchDocument: FetchDocument;
  allowHttpOnLoopback: boolean;
}

/** GET /1.0/identifiers/{did}: the HTTP(S) binding of W3C DID Resolution 1.0. */
export function addResolutionRoutes(app: Express, api: Api, options: ResolutionOptions): void {
  app.use(path, allowAnyOrigin());
  const words = "Too many DIDs are being resolved; try again shortly.";
  const result = z.object({
    didDocument: jsonObject("The DID document as it was published").nullable(),
    didResolutionMetadata: jsonObject("The media type of the document, or the error: RFC 9457"),
    didDocumentMetadata: jsonObject("Nothing is known besides the document"),
  });
  const failed = (description: string) => ({ description, schema: result, mediaType: resultType });
  api.route({
    method: "get",
    path: `${path}:did`,
    summary: "Resolve a DID",
    description:
      "did:key, did:jwk and did:web, by the HTTP binding of W3C DID Resolution 1.0. `Accept` chooses between the result and the DID document alone " +
      "(`application/did`, `application/did+json`, `application/did+ld+json`; errors are then problem details). A did:web is fetched anew each " +
      "time. DID URLs are not dereferenced.",
    params: z.object({
      did: z.string().meta({ description: "The DID; a percent sign in it may be encoded once more" }),
    }),
    query: z.looseObject({
      noCache: z.unknown().optional().meta({ description: "true or false: nothing is cached either way" }),
    }),
    before: [limitAtOnce({ maximum: maximumAtOnce, senderOf: () => "everybody", words })],
    responses: {
      200: { description: "The result, or the document alone", schema: result, mediaType: resultType },
      400: failed("INVALID_DID, INVALID_OPTIONS"),
      404: failed("NOT_FOUND"),
      500: failed("INVALID_DID_DOCUMENT, or the document could not be fetched"),
      501: failed("METHOD_NOT_SUPPORTED, FEATURE_NOT_SUPPORTED"),
    },
    problems: ["REPRESENTATION_NOT_SUPPORTED", "OVERLOADED"],
    handle: async ({ request, response }) => {
      const type = acceptedType(request);
      if (type === undefined) return void sendError(response, new Problem("REPRESENTATION_NOT_SUPPORTED"));
      const fetchDocument = limitFetches(options.fetchDocument, 1);
      const resolve = createPublishedDidResolver({ ...options, fetchDocument });
      sendResult(response, type, await resolveForOthers(didIn(request), optionsIn(request), resolve));
    },
  });
}

function acceptedType(request: Request): string | undefined {
  return request.accepts([resultType, earlierResultType, ...documentTypes]) || undefined;
}

/**
 * The DID as it stands in the path. It is to be appended as it is, so that a percent sign in it is its own; with options it is
 * encoded, which shows by the colons (DID Resolution 1.0, "HTTP(S) Binding").
 */
function didIn({ originalUrl }: Request): string {
  const [segment = ""] = originalUrl.slice(path.length).split("?", 1);
  if (segment.length > 3 * maximumDidLength) return "";
  return segment.startsWith("did:") ? segment : decodeURIComponent(segment);
}

function optionsIn({ query }: Request): Map<string, string> {
  return new Map(Object.entries(query).map(([name, value]) => [name, String(value)]));
}

function sendResult(response: Response, type: string, { status, ...result }: ResolutionResult): void {
  const { didDocument, didResolutionMetadata } = result;
  response.status(status);
  if (type === resultType || type === earlierResultType) send(response, type, result);
  else if (didDocument === null) send(response, "application/problem+json", didResolutionMetadata.error);
  else send(response, type, didDocument);
}

function sendError(response: Response, problem: Problem): void {
  const { status, ...error } = resolutionError(problem);
  send(response.status(status), "application/problem+json", error);
}

/** The media type as it is, without a charset: it has to be the one that the metadata name. */
function send(response: Response, type: string, body: unknown): void {
  response
    .vary("Accept")
    .setHeader("Content-Type", type)
    .send(Buffer.from(JSON.stringify(body)));
}
