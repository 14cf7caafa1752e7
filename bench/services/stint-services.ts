import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { JsonObject } from "../../core/json/json-value.ts";
import { usualCredential } from "../usual-credential.ts";
import { call } from "./call.ts";
import { type ChildService, startChild } from "./child-service.ts";

/** The admin token of all services of one run. */
export const adminToken = randomBytes(24).toString("base64url");

/** What both services are started with: all else is as it is by default, the log and the durability of the store among it. */
const settings = {
  STINT_ADMIN_TOKEN: adminToken,
  // One address sends everything here.
  STINT_RATE_LIMIT: "0",
  STINT_ALLOW_LOOPBACK: "true",
};

export interface StintOptions {
  /** Where logs go, and the data unless said otherwise. */
  folder: string;
  dataDirectory?: string;
  startWithinMilliseconds?: number;
}

/** Starts the built `stint-issuer` or `stint-verifier`. */
export function startStint(
  name: "issuer" | "verifier",
  { folder, dataDirectory = join(folder, name), ...rest }: StintOptions,
): Promise<ChildService> {
  return startChild({
    name,
    program: [`dist/${name}/main.js`, "serve"],
    folder,
    environment: { ...settings, STINT_DATA_DIR: dataDirectory },
    ...rest,
  });
}

/** An employer of the issuer that issues by its API. */
export interface Tenant {
  did: string;
  apiKey: string;
}

export const tenantSlug = "bench";

/** Makes the employer; throws when there is one. */
export async function createTenant(issuerUrl: string): Promise<Tenant> {
  const body = { slug: tenantSlug, did: "key", profile: { name: "Harbour Analytics" } };
  const { issuer, apiKey } = await call<{ issuer: { id: string }; apiKey: string }>(`${issuerUrl}/issuers`, {
    token: adminToken,
    body,
  });
  return { did: issuer.id, apiKey };
}

/** The usual credential of a micro-internship, unsigned. */
export function unsignedCredential(
  issuer: string,
  { id, student }: { id: string; student: string },
): JsonObject {
  return usualCredential({
    id,
    achievementId: "urn:uuid:5a1dcf5e-3f0b-4a2b-9a3f-2f5ad1e7a002",
    issuer,
    student: { did: `did:example:${student}`, name: student },
  });
}

export const issuePath = `/issuers/${tenantSlug}/credentials/issue`;
