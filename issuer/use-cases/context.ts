import type { FetchDocument } from "../../core/fetch-document.ts";
import type { SendMail } from "../mail/mail.ts";
import type { KeyRing } from "../signing-keys/key-ring.ts";
import type { SigningThreads } from "../signing-threads/signing-threads.ts";
import type { IssuerStore } from "../store/issuer-store.ts";

/** What the use cases work with: the memory, the keys, and the outside world as functions. */
export interface IssuerContext {
  store: IssuerStore;
  keyRing: KeyRing;
  /** Where signatures for selective disclosure are made. */
  signingThreads: SigningThreads;
  /** Where people reach the service; stands in did:web DIDs and in the URLs of status lists. No slash at the end. */
  publicUrl: string;
  now: () => Date;
  random: (size: number) => Uint8Array;
  /** 32 bytes that the codes of offers come from; kept apart from the store, so that the store alone opens no offer. */
  offerSecret: Uint8Array;
  /** Gets the DID documents and status lists of those whose endorsements are received. */
  fetchDocument: FetchDocument;
  /** For development: did:web documents of loopback hosts may come over http. */
  allowHttpOnLoopback: boolean;
  /** Absent when no mail server is configured: links are then shown to be copied. */
  sendMail?: SendMail;
}

/** Who asks: named in the audit trail. */
export interface Actor {
  /** An API key's id, "service-admin" or "service". */
  by: string;
}
