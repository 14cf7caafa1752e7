import type { KeyRing } from "../key-ring.ts";
import type { IssuerStore } from "../store/issuer-store.ts";

/** What the use cases work with: the memory, the keys, and the outside world as functions. */
export interface IssuerContext {
  store: IssuerStore;
  keyRing: KeyRing;
  /** Where people reach the service; stands in did:web DIDs and in the URLs of status lists. No slash at the end. */
  publicUrl: string;
  now: () => Date;
  random: (size: number) => Uint8Array;
}

/** Who asks: named in the audit trail. */
export interface Actor {
  /** An API key's id, "service-admin" or "service". */
  by: string;
}
