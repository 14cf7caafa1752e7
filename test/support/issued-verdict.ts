import type { JsonObject } from "../../core/json/json-value.ts";
import type { CredentialVerification } from "../../core/verification/verdict.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import type { RunningIssuer } from "./running-issuer.ts";
import { world } from "./world.ts";

const publicUrl = "https://issuer.example";

/** The verdict on what a running issuer issued, with what it publishes at this moment: DID documents and status lists. */
export function verdictOnIssued(
  issuer: RunningIssuer,
  credential: JsonObject | string,
): Promise<CredentialVerification> {
  const fetchDocument = async (url: string) => {
    const { status, text, headers } = await issuer.call("GET", url.replace(publicUrl, ""));
    const contentType = headers.get("content-type") ?? "";
    return { status, body: new TextEncoder().encode(text), contentType };
  };
  return verifyCredential(credential, { checks: "all" }, world({}, { now: new Date(), fetchDocument }));
}
