import { createHash } from "node:crypto";
import type { ClientIdentities } from "../openid/client-identity.ts";
import type { Verifier } from "../verifier.ts";
import type { RequestRegister } from "./request-register.ts";

/** What asking and answering take from the world around them. */
export interface RequestContext {
  verifier: Verifier;
  register: RequestRegister;
  identities: ClientIdentities;
  /** Known only once the service listens. */
  publicUrl: () => string;
  now: () => Date;
  random: (size: number) => Uint8Array;
}

/** A fresh secret of 128 bits that may stand in a URL. */
export function freshSecret({ random }: Pick<RequestContext, "random">): string {
  return Buffer.from(random(16)).toString("base64url");
}

/** What is remembered of a secret that is only ever compared. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
