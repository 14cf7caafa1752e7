import type { JsonObject } from "../../core/json/json-value.ts";
import { readClientConfig } from "../config.ts";
import { createServiceClient } from "../service-client.ts";
import { describeRevoked } from "./describe-revoked.ts";
import { type PrintOptions, print } from "./print.ts";

type TypeOptions = PrintOptions & { type: string };

/** `stint-issuer signing-keys list <slug>`. */
export async function listSigningKeys(slug: string, options: PrintOptions): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  const answer = await client.get(path(slug));
  print(answer, options, () => (answer.items as JsonObject[]).map(describeSigningKey));
}

/** `stint-issuer signing-keys create <slug>`: a first key of another type. */
export async function createSigningKey(slug: string, { type, ...options }: TypeOptions): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  const answer = await client.post(path(slug), { keyType: type });
  print(answer, options, () => [describeSigningKey(answer)]);
}

/** `stint-issuer signing-keys rotate <slug>`: a new key in place of the one in use. */
export async function rotateSigningKey(slug: string, { type, ...options }: TypeOptions): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  const answer = await client.post(`${path(slug)}/rotate`, { keyType: type });
  print(answer, options, () => [describeSigningKey(answer)]);
}

/** `stint-issuer signing-keys withdraw <slug> <key>`; with `since` also revokes what it signed from then on. */
export async function withdrawSigningKey(
  slug: string,
  key: string,
  { since, ...options }: PrintOptions & { since?: string },
): Promise<void> {
  const client = await createServiceClient(readClientConfig());
  const answer = await client.post(
    `${path(slug)}/${encodeURIComponent(key)}/revoke`,
    since === undefined ? {} : { since },
  );
  print(answer, options, () => [
    describeSigningKey(answer.signingKey as JsonObject),
    ...describeRevoked(answer.credentials),
  ]);
}

function describeSigningKey({ name, type, signsWith, inUse, createdAt, revokedAt }: JsonObject): string {
  const state = revokedAt === undefined ? (inUse ? "in use" : "earlier") : `withdrawn ${revokedAt}`;
  return [name, type, `created ${createdAt}`, state, (signsWith as string[]).join(", ")].join("  ");
}

function path(slug: string): string {
  return `/issuers/${encodeURIComponent(slug)}/signing-keys`;
}
