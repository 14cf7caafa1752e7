import type { JsonObject } from "../../core/json/json-value.ts";
import { readClientConfig } from "../config.ts";
import { createServiceClient } from "../service-client.ts";
import { describeRevoked } from "./describe-revoked.ts";
import { type PrintOptions, print } from "./print.ts";

/** `stint-issuer keys list <slug>`. */
export async function listKeys(slug: string, options: PrintOptions): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  const answer = await client.get(path(slug));
  print(answer, options, () => (answer.items as JsonObject[]).map(describeKey));
}

/** `stint-issuer keys create <slug>`. */
export async function createKey(
  slug: string,
  { role, label, ...options }: PrintOptions & { role: string; label?: string },
): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  const answer = await client.post(path(slug), { role, ...(label !== undefined && { label }) });
  print(answer, options, () => [
    describeKey(answer.key as JsonObject),
    `API key (shown this once): ${answer.apiKey}`,
  ]);
}

/** `stint-issuer keys revoke <slug> <id>`; with `since` also revokes what the key issued from then on. */
export async function revokeKey(
  slug: string,
  id: string,
  { since, ...options }: PrintOptions & { since?: string },
): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  const answer = await client.post(
    `${path(slug)}/${encodeURIComponent(id)}/revoke`,
    since === undefined ? {} : { since },
  );
  print(answer, options, () => [
    describeKey(answer.key as JsonObject),
    ...describeRevoked(answer.credentials),
  ]);
}

function describeKey({ id, role, label, createdAt, revokedAt }: JsonObject): string {
  const state = revokedAt === undefined ? "active" : `revoked ${revokedAt}`;
  return [id, role, `created ${createdAt}`, state, ...(label === undefined ? [] : [label])].join("  ");
}

function path(slug: string): string {
  return `/issuers/${encodeURIComponent(slug)}/keys`;
}
