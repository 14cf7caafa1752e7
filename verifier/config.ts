import { z } from "zod";
import { readSettings, serviceSettings, wholeNumber, yesOrNo } from "../web/settings.ts";

/** What the operator decides; each has a row in docs/operations.md. */
export interface VerifierConfig {
  host: string;
  port: number;
  /** Where people reach the service; where it listens when absent. */
  publicUrl: string | undefined;
  dataDirectory: string;
  logLevel: string;
  rateLimitPerMinute: number;
  allowHttpOnLoopback: boolean;
  trustedIssuersFile: string | undefined;
  /** Whether issuers are trusted through those of whom a list says that their endorsements count. */
  countEndorsements: boolean;
  /** Kept in the data directory when absent. */
  adminToken: string | undefined;
  /** The certificate chain that requests may be signed with (PEM, the leaf first), and its key. */
  x509ChainFile: string | undefined;
  x509KeyFile: string | undefined;
  quickWorkers: number;
  /** A JSON Schema, or a folder of them. */
  schemas: string | undefined;
}

/**
 * Reads the settings of the verifier: the only place that looks at the environment.
 *
 * @throws Problem `CONFIGURATION`, naming every bad variable.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): VerifierConfig {
  const settings = readSettings(
    z.object({
      ...serviceSettings({ port: 8002, dataDirectory: "./stint-verifier-data" }),
      STINT_TRUSTED_ISSUERS: z.string().optional(),
      STINT_COUNT_ENDORSEMENTS: yesOrNo().default(true),
      STINT_ADMIN_TOKEN: z
        .string()
        .regex(/^[\x21-\x7e]{22,512}$/, "must be 22 to 512 visible ASCII characters")
        .optional(),
      STINT_X509_CHAIN: z.string().optional(),
      STINT_X509_KEY: z.string().optional(),
      STINT_SCHEMAS: z.string().optional(),
      STINT_VERIFIER_WORKERS: wholeNumber({ minimum: 1, maximum: 64 }).default(2),
    }),
    env,
  );
  return {
    host: settings.STINT_HOST,
    port: settings.STINT_PORT,
    publicUrl: settings.STINT_PUBLIC_URL,
    dataDirectory: settings.STINT_DATA_DIR,
    logLevel: settings.STINT_LOG_LEVEL,
    rateLimitPerMinute: settings.STINT_RATE_LIMIT,
    allowHttpOnLoopback: settings.STINT_ALLOW_LOOPBACK,
    trustedIssuersFile: settings.STINT_TRUSTED_ISSUERS,
    countEndorsements: settings.STINT_COUNT_ENDORSEMENTS,
    adminToken: settings.STINT_ADMIN_TOKEN,
    x509ChainFile: settings.STINT_X509_CHAIN,
    x509KeyFile: settings.STINT_X509_KEY,
    quickWorkers: settings.STINT_VERIFIER_WORKERS,
    schemas: settings.STINT_SCHEMAS,
  };
}
