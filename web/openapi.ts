import { z } from "zod";
import { type ProblemCode, problemCodes } from "../core/problem/codes.ts";
import type { SiteLink } from "./page.tsx";
import type { BytesDescription } from "./read-bytes.ts";
import type { RouteDescription } from "./route.ts";

export interface ApiInformation {
  title: string;
  version: string;
  description: string;
  /** The public URL of the service. */
  serverUrl?: string;
  /** Name and meaning of each kind of bearer token. */
  bearerTokens?: Record<string, string>;
  /** The links of the page at /docs, when they are not the usual ones. */
  links?: SiteLink[];
}

/** An OpenAPI 3.1 document, as far as the page at /docs reads it. */
export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers?: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required: boolean; description?: string; schema: unknown }[];
  requestBody?: { required: boolean; content: Record<string, { schema: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>;
}

/** Describes routes by the very schemas that validate their requests. */
export function createOpenApiDocument(
  information: ApiInformation,
  routes: RouteDescription[],
): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(route, path) };
  }
  const tokens = Object.entries(information.bearerTokens ?? {});
  return {
    openapi: "3.1.0",
    info: { title: information.title, version: information.version, description: information.description },
    ...(information.serverUrl !== undefined && { servers: [{ url: information.serverUrl }] }),
    paths,
    components: {
      schemas: { Problem: problemSchema() },
      securitySchemes: Object.fromEntries(
        tokens.map(([name, description]) => [name, { type: "http", scheme: "bearer", description }]),
      ),
    },
  };
}

function operation(route: RouteDescription, path: string): Operation {
  return {
    operationId:
      route.method + path.replace(/[{}]/g, "").replace(/[/_-]+(\w)?/g, (_, next = "") => next.toUpperCase()),
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    security: (route.security ?? []).map((name) => ({ [name]: [] })),
    parameters: [
      ...parameters("path", route.params),
      ...parameters("query", route.query),
      ...parameters("header", route.headers),
    ],
    ...(route.body && {
      requestBody: {
        required: route.body.optional !== true,
        content: {
          "application/json": { schema: inputSchema(route.body.schema) },
          ...(route.body.alone && {
            [route.body.alone.mediaType]: {
              schema: { type: "string", description: `\`${route.body.alone.member}\` alone` },
            },
          }),
        },
      },
    }),
    ...(route.bytes && { requestBody: { required: true, content: bytesContent(route.bytes) } }),
    responses: { ...declaredResponses(route), ...problemResponses(route) },
  };
}

function parameters(place: string, schema: z.ZodType | undefined): Operation["parameters"] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = inputSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(typeof property === "object" && property.description && { description: property.description }),
    schema: property,
  }));
}

function declaredResponses(route: RouteDescription): Operation["responses"] {
  const entries = Object.entries(route.responses).map(([status, response]) => {
    const content = response.schema && {
      [response.mediaType ?? "application/json"]: {
        schema: jsonSchema(response.schema, "output"),
      },
    };
    return [status, { description: response.description, ...(content && { content }) }];
  });
  return Object.fromEntries(entries);
}

function problemResponses(route: RouteDescription): Operation["responses"] {
  const codes: ProblemCode[] = [...(route.problems ?? [])];
  if (route.body)
    codes.push("PARSING_ERROR", "INVALID_REQUEST", "CONTENT_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE");
  if (route.bytes) codes.push("CONTENT_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE");
  if (route.security?.length) codes.push("UNAUTHORIZED", "FORBIDDEN");
  codes.push("TOO_MANY_REQUESTS");
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes)) {
    const { status } = problemCodes[code];
    if (!(status in route.responses)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [String(status), { description: list.join(", "), content }]),
  );
}

function inputSchema(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return jsonSchema(schema, "input");
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): z.core.JSONSchema.BaseSchema {
  // OpenAPI 3.1 is JSON Schema 2020-12 already: naming the dialect in every schema is noise.
  const { $schema, "~standard": _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

function bytesContent({ mediaTypes, description }: BytesDescription): Record<string, { schema: unknown }> {
  const schema = { type: "string", format: "binary", description };
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }]));
}

function problemSchema(): unknown {
  return {
    type: "object",
    description: "RFC 9457 problem details, with a stable code",
    required: ["type", "title", "status", "code"],
    properties: {
      type: { type: "string", format: "uri" },
      title: { type: "string" },
      status: { type: "integer" },
      code: { type: "string", enum: Object.keys(problemCodes) },
      detail: { type: "string" },
      findings: {
        type: "array",
        description: "What is wrong with a document, member by member",
        items: {
          type: "object",
          required: ["member", "clause", "words"],
          properties: Object.fromEntries(
            ["member", "clause", "url", "words"].map((name) => [name, { type: "string" }]),
          ),
        },
      },
    },
  };
}
