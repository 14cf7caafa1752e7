import { envelop } from "../../core/credential/jwt/enveloped.ts";
import type { CredentialRecord } from "../store/records.ts";
import type { IssuedCredential } from "./sign-record.ts";

/** An issued credential as it is answered, today as on the first day: a vc+jwt in the envelope that VCDM 2.0 (4.13.1) has for it. */
export function answeredCredential({
  document,
  jwt,
  securing,
}: Pick<CredentialRecord, "state" | "document" | "jwt" | "securing">): IssuedCredential {
  if (jwt === undefined) return document;
  return securing === "vc+jwt" ? envelop(jwt, "credential") : jwt;
}
