import { z } from "zod";
import { isIssuerId } from "../../core/key-discovery/issuer-urls.ts";
import { maxTrustListBytes, trustedIssuerSchema } from "../../core/verification/trusted-issuer.ts";
import type { Api } from "../../web/api.ts";
import type { AdminAccess } from "../admin-access.ts";
import { trustListName } from "../trust/trust-list.ts";
import type { TrustLists } from "../trust/trust-lists.ts";

const leftOut = z.object({ repeated: z.int(), unusable: z.int() });

const view = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["own", "copy", "settings"]).meta({ description: 'Only "own" lists can be edited' }),
  issuerCount: z.int(),
  changedAt: z.iso.datetime(),
  url: z.string().optional(),
  trouble: z.string().optional(),
  leftOut: leftOut.optional(),
});

const page = view.extend({ issuers: z.array(trustedIssuerSchema), next: z.int().optional() });

const newList = z
  .strictObject({
    name: trustListName,
    url: z.string().min(1).max(2048).optional(),
    text: z.string().optional().meta({ description: "What a list file holds" }),
  })
  .refine(({ url, text }) => url === undefined || text === undefined, "Give an url or a text, not both");

const offset = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,5})$/, "must be a whole number")
  .default("0")
  .transform(Number);
const limit = z
  .string()
  .regex(/^([1-9][0-9]{0,2}|1000)$/, "must be 1 to 1000")
  .default("100")
  .transform(Number);

const aList = z.object({ id: z.string() });

/** /trust/lists: whom this verifier believes, for whoever has the admin token. */
export function addTrustRoutes(api: Api, { lists, admin }: { lists: TrustLists; admin: AdminAccess }): void {
  const guarded = { security: ["adminToken"], before: [admin.allow] };
  const changed = { 200: { description: "The list as it is now", schema: view } };

  api.route({
    ...guarded,
    method: "get",
    path: "/trust/lists",
    summary: "List the trust lists",
    responses: { 200: { description: "All of them", schema: z.object({ lists: z.array(view) }) } },
    handle: async ({ response }) => {
      response.json({ lists: await lists.all() });
    },
  });

  api.route({
    ...guarded,
    method: "post",
    path: "/trust/lists",
    summary: "Make a trust list",
    description:
      "Empty, from the text of a list file, or as a copy of what an https address holds, which is made again daily. Our own format and the DCC registry format are told apart by shape. At most 50,000 issuers and 16 MiB.",
    body: { schema: newList, maxBytes: 2 * maxTrustListBytes },
    responses: { 201: { description: "Made", schema: view } },
    problems: ["CONFLICT", "MALFORMED_VALUE_ERROR", "FETCH_REFUSED", "FETCH_FAILED"],
    handle: async ({ body: { name, url, text }, response }) => {
      const source = { ...(url !== undefined && { url }), ...(text !== undefined && { text }) };
      response.status(201).json(await lists.create({ name, ...source }));
    },
  });

  api.route({
    ...guarded,
    method: "get",
    path: "/trust/lists/:id",
    summary: "Get a trust list and its issuers",
    params: aList,
    query: z.object({ offset, limit }),
    responses: { 200: { description: "The list; `next` is the offset that goes on", schema: page } },
    problems: ["NOT_FOUND"],
    handle: async ({ params, query, response }) => {
      response.json(await lists.page(params.id, query));
    },
  });

  api.route({
    ...guarded,
    method: "patch",
    path: "/trust/lists/:id",
    summary: "Rename a trust list",
    params: aList,
    body: { schema: z.strictObject({ name: trustListName }), maxBytes: 4096 },
    responses: changed,
    problems: ["NOT_FOUND", "CONFLICT"],
    handle: async ({ params, body, response }) => {
      response.json(await lists.rename(params.id, body.name));
    },
  });

  api.route({
    ...guarded,
    method: "delete",
    path: "/trust/lists/:id",
    summary: "Remove a trust list",
    params: aList,
    responses: { 204: { description: "Removed" } },
    problems: ["NOT_FOUND", "CONFLICT"],
    handle: async ({ params, response }) => {
      await lists.remove(params.id);
      response.status(204).end();
    },
  });

  api.route({
    ...guarded,
    method: "post",
    path: "/trust/lists/:id/issuers",
    summary: "Add an issuer to a list of your own",
    params: aList,
    body: { schema: trustedIssuerSchema, maxBytes: 64 * 1024 },
    responses: { 201: { description: "The list as it is now", schema: view } },
    problems: ["NOT_FOUND", "CONFLICT"],
    handle: async ({ params, body, response }) => {
      response.status(201).json(await lists.addIssuer(params.id, body));
    },
  });

  api.route({
    ...guarded,
    method: "delete",
    path: "/trust/lists/:id/issuers/:did",
    summary: "Remove an issuer from a list of your own",
    params: z.object({
      id: z.string(),
      did: z.string().refine(isIssuerId, "must be a DID, or the https URL of an issuer"),
    }),
    responses: changed,
    problems: ["NOT_FOUND", "CONFLICT"],
    handle: async ({ params, response }) => {
      response.json(await lists.removeIssuer(params.id, params.did));
    },
  });

  api.route({
    ...guarded,
    method: "post",
    path: "/trust/lists/:id/refresh",
    summary: "Copy a list from its address again",
    description: "When that fails, the last good copy stays in use, and the list says so.",
    params: aList,
    responses: changed,
    problems: ["NOT_FOUND", "CONFLICT", "MALFORMED_VALUE_ERROR", "FETCH_REFUSED", "FETCH_FAILED"],
    handle: async ({ params, response }) => {
      response.json(await lists.refresh(params.id));
    },
  });
}
