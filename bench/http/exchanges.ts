import { randomUUID } from "node:crypto";
import type { LoadRequest } from "../services/load.ts";
import { issuePath, type Tenant, unsignedCredential } from "../services/stint-services.ts";
import { signForFloor } from "./floor-keys.ts";

/** What is measured over HTTP. */
export const exchangeNames = ["verify with status", "issue", "status list, 200", "status list, 304"] as const;
export type ExchangeName = (typeof exchangeNames)[number];

/** Who answers. */
export type ServerName = "Stint" | "floor" | "stock";

/** Makes the next request of an exchange for a server; absent where the server has no such thing. */
export type Exchanges = Record<ExchangeName, Partial<Record<ServerName, () => LoadRequest>>>;

const json = { "content-type": "application/json" };

export interface ExchangeParts {
  tenant: Tenant;
  /** Credentials that the issuer issued, as JSON text, each with an entry in its status list. */
  credentials: string[];
  /** Where the issuer serves its status list, and its entity tags there and at the floor. */
  statusPath: string;
  tags: { stint: string; floor: string };
}

export function createExchanges({ tenant, credentials, statusPath, tags }: ExchangeParts): Exchanges {
  const bodies = credentials.map((text) => `{"verifiableCredential":${text}}`);
  const signed = bodies.map((body) => ({ body, signature: signForFloor(body) }));
  const nextOf = <Item>(items: Item[]): (() => Item) => {
    let index = 0;
    return () => items[index++ % items.length] as Item;
  };
  const nextBody = nextOf(bodies);
  const nextSigned = nextOf(signed);
  const nextIssue = createIssueBodies(tenant.did);
  const nextPlainIssue = createIssueBodies(tenant.did);
  return {
    "verify with status": {
      Stint: () => ({ method: "POST", path: "/credentials/verify", headers: json, body: nextBody() }),
      floor: () => {
        const { body, signature } = nextSigned();
        return { method: "POST", path: "/verify", headers: { ...json, signature }, body };
      },
      stock: () => ({ method: "POST", path: "/verify", headers: json, body: nextBody() }),
    },
    issue: {
      Stint: () => {
        const headers = {
          ...json,
          authorization: `Bearer ${tenant.apiKey}`,
          "idempotency-key": randomUUID(),
        };
        return { method: "POST", path: issuePath, headers, body: nextIssue() };
      },
      floor: () => ({ method: "POST", path: "/issue", headers: json, body: nextPlainIssue() }),
      stock: () => ({ method: "POST", path: "/issue", headers: json, body: nextPlainIssue() }),
    },
    "status list, 200": {
      Stint: () => ({ method: "GET", path: statusPath }),
      floor: () => ({ method: "GET", path: "/status" }),
    },
    "status list, 304": {
      Stint: () => ({ method: "GET", path: statusPath, headers: { "if-none-match": tags.stint } }),
      floor: () => ({ method: "GET", path: "/status", headers: { "if-none-match": tags.floor } }),
    },
  };
}

/** Bodies of requests to issue the usual credential, each under an id of its own. */
export function createIssueBodies(issuerDid: string): () => string {
  const placeholder = "urn:uuid:00000000-0000-4000-8000-000000000000";
  const credential = unsignedCredential(issuerDid, { id: placeholder, student: "student" });
  const [before, after] = JSON.stringify({ credential }).split(placeholder);
  return () => `${before}urn:uuid:${randomUUID()}${after}`;
}
