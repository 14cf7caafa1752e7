import { readFile } from "node:fs/promises";
import type { JsonObject } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { Problem } from "../../core/problem/problem.ts";
import { readClientConfig } from "../config.ts";
import { createServiceClient } from "../service-client.ts";
import { type PrintOptions, print } from "./print.ts";

interface CreateIssuerOptions extends PrintOptions {
  name?: string;
  url?: string;
  profile?: string;
  did: string;
  keyType?: string;
}

/** `stint-issuer issuers create <slug>`: creates an employer in a running service. */
export async function createIssuer(slug: string, options: CreateIssuerOptions): Promise<void> {
  const given = options.profile === undefined ? {} : await readProfile(options.profile);
  const { name, url, did, keyType } = options;
  const profile: JsonObject = {
    ...given,
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url }),
  };
  if (profile.name === undefined) throw new Problem("INVALID_REQUEST", "Give --name or --profile.");
  const client = await createServiceClient(readClientConfig());
  const answer = await client.post("/issuers", {
    slug,
    profile,
    did,
    ...(keyType !== undefined && { keyType }),
  });
  print(answer, options, () => {
    const issuer = answer.issuer as JsonObject;
    return [`Issuer ${slug} is ${issuer.id}`, `API key (shown this once): ${answer.apiKey}`];
  });
}

async function readProfile(path: string): Promise<JsonObject> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Problem("INVALID_REQUEST", "The file of --profile cannot be read.", { cause });
  });
  const profile = parseStrictJson(bytes, { maxBytes: 64 * 1024 });
  if (profile === null || typeof profile !== "object" || Array.isArray(profile)) {
    throw new Problem("INVALID_REQUEST", "The file of --profile must hold a JSON object.");
  }
  return profile;
}
