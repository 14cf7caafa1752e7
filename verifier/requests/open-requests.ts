import { Problem } from "../../core/problem/problem.ts";
import { secretFile } from "../../web/secret-file.ts";
import { readCertificate } from "../openid/certificate.ts";
import { createClientIdentities } from "../openid/client-identity.ts";
import { createRequestKey } from "../openid/request-key.ts";
import type { Verifier } from "../verifier.ts";
import type { RequestContext } from "./request-context.ts";
import { createRequestRegister } from "./request-register.ts";

interface OpenOptions {
  /** The key that requests are signed with lies here. */
  dataDirectory: string;
  certificate: CertificateSettings;
  verifier: Verifier;
  publicUrl: () => string;
  now: () => Date;
  random: (size: number) => Uint8Array;
}

/** The certificate that requests may be signed with, as the settings name it. */
export interface CertificateSettings {
  chainFile: string | undefined;
  keyFile: string | undefined;
  /** `STINT_PUBLIC_URL`, whose host it must name. */
  publicUrl: string | undefined;
}

/** Makes ready to ask. @throws Problem `CONFIGURATION` for a certificate that wallets could not believe. */
export async function openRequests(options: OpenOptions): Promise<RequestContext> {
  const { dataDirectory, verifier, publicUrl, now, random } = options;
  const secret = await secretFile(dataDirectory, "request-key", 32);
  const identities = createClientIdentities({
    key: createRequestKey(secret.bytes),
    certificate: await readConfigured(options.certificate, now()),
    publicUrl,
  });
  return { verifier, identities, register: createRequestRegister(now), publicUrl, now, random };
}

async function readConfigured({ chainFile, keyFile, publicUrl }: CertificateSettings, now: Date) {
  if (chainFile === undefined && keyFile === undefined) return undefined;
  if (chainFile === undefined || keyFile === undefined || publicUrl === undefined) {
    throw new Problem(
      "CONFIGURATION",
      "STINT_X509_CHAIN, STINT_X509_KEY and STINT_PUBLIC_URL belong together: one of them is missing.",
    );
  }
  return readCertificate({ chainFile, keyFile, publicHost: new URL(publicUrl).hostname, now });
}
