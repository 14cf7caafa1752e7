import type { RequestEnvelope } from "../../core/openid/authorization-request.ts";
import { shortDid } from "./short-did.ts";

/** What the asker is called in a sentence: the host that the answer goes to, and the DID that asks when the host does not stand in it. */
export function askerName({ client, responseUri }: RequestEnvelope): string {
  const { host } = new URL(responseUri);
  if (client.prefix !== "decentralized_identifier" || webAddressOf(client.did) === host) return host;
  return `${host} (${shortDid(client.did)})`;
}

/** The web address that publishes the keys of a did:web: a host, and a path on it; `undefined` for another DID. */
export function webAddressOf(did: string): string | undefined {
  const [, address] = /^did:web:(.+)$/u.exec(did) ?? [];
  return address?.replaceAll(":", "/").replaceAll("%3A", ":");
}
