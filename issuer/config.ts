import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { Problem } from "../core/problem/problem.ts";
import { readSettings, serviceSettings, wholeNumber, yesOrNo } from "../web/settings.ts";
import type { MailSettings } from "./mail/smtp-mailer.ts";

/** What the operator of the service decides; each has a row in docs/operations.md. */
export interface IssuerConfig {
  host: string;
  port: number;
  /** Where people reach the service; stands in DIDs and credentials, so it should never change. */
  publicUrl: string;
  dataDirectory: string;
  /** Kept in the data directory when absent. */
  adminToken: string | undefined;
  /** Kept in the data directory when absent. */
  keyPassphrase: string | undefined;
  /** Links are shown to be copied when absent. */
  mail: MailSettings | undefined;
  /** Threads, at most, for signatures for selective disclosure. */
  signingThreads: number;
  logLevel: string;
  rateLimitPerMinute: number;
  /** Read the DID documents of endorsers from this machine, too, over http. */
  allowHttpOnLoopback: boolean;
  /** Understand the singular `proof` of the drafts before OpenID4VCI 1.0. */
  acceptDrafts: boolean;
  /** Where students get a wallet, as claim pages say. */
  walletUrl: string | undefined;
}

/** Where a command reaches a running service and with which token. */
export interface ClientConfig {
  serviceUrl: string;
  dataDirectory: string;
  /** An API key or the admin token; the data directory's admin token when absent. */
  token: string | undefined;
}

/** Each takes some memory, which many cores would multiply. */
const usualSigningThreads = 4;

type Environment = Readonly<Record<string, string | undefined>>;

const settingsSchema = z.object({
  ...serviceSettings({ port: 8001, dataDirectory: "./stint-issuer-data" }),
  STINT_ADMIN_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{22,512}$/, "must be 22 to 512 visible ASCII characters")
    .optional(),
  STINT_KEY_PASSPHRASE: z.string().min(12, "must have 12 characters or more").optional(),
  STINT_API_KEY: z.string().optional(),
  STINT_ISSUER_WORKERS: wholeNumber({ minimum: 1, maximum: 64 }).optional(),
  STINT_OPENID_DRAFTS: yesOrNo().default(false),
  STINT_WALLET_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https URL" })
    .max(2000)
    .optional(),
  STINT_SMTP_URL: z
    .string()
    .refine(isSmtpUrl, "must be smtp:// or smtps://, a host, and nothing after the port")
    .optional(),
  STINT_MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^\p{C}<>",;:@]{1,100} <[^\s\p{C}<>",;:@]{1,64}@[A-Za-z0-9.-]{1,190}>|[^\s\p{C}<>",;:@]{1,64}@[A-Za-z0-9.-]{1,190})$/u,
      "must be an e-mail address, or a name and <an e-mail address>",
    )
    .optional(),
});

/**
 * Reads the settings of the issuer: with {@link readClientConfig} the only place that looks at the environment.
 *
 * @throws {@link Problem} `CONFIGURATION`, naming every bad variable.
 */
export function readConfig(env: Environment = process.env): IssuerConfig {
  const settings = readSettings(settingsSchema, env);
  const { STINT_HOST: host, STINT_PORT: port, STINT_PUBLIC_URL: publicUrl } = settings;
  if (publicUrl === undefined && (port === 0 || !isLoopback(host))) {
    throw new Problem(
      "CONFIGURATION",
      "STINT_PUBLIC_URL must be set: it cannot be told from STINT_HOST and STINT_PORT, and it stands in every credential.",
    );
  }
  return {
    host,
    port,
    publicUrl: publicUrl ?? urlOf(host, port),
    dataDirectory: settings.STINT_DATA_DIR,
    adminToken: settings.STINT_ADMIN_TOKEN,
    keyPassphrase: settings.STINT_KEY_PASSPHRASE,
    mail: mailSettings(settings),
    signingThreads: settings.STINT_ISSUER_WORKERS ?? Math.min(availableParallelism(), usualSigningThreads),
    logLevel: settings.STINT_LOG_LEVEL,
    rateLimitPerMinute: settings.STINT_RATE_LIMIT,
    allowHttpOnLoopback: settings.STINT_ALLOW_LOOPBACK,
    acceptDrafts: settings.STINT_OPENID_DRAFTS,
    walletUrl: settings.STINT_WALLET_URL,
  };
}

/** Reads where the data directory is: all that `recover` needs. Throws `CONFIGURATION`. */
export function readDataDirectory(env: Environment = process.env): string {
  return readSettings(settingsSchema, env).STINT_DATA_DIR;
}

/** Reads how a command reaches the service. Throws `CONFIGURATION`. */
export function readClientConfig(env: Environment = process.env): ClientConfig {
  const settings = readSettings(settingsSchema, env);
  return {
    serviceUrl: settings.STINT_PUBLIC_URL ?? urlOf(settings.STINT_HOST, settings.STINT_PORT),
    dataDirectory: settings.STINT_DATA_DIR,
    token: settings.STINT_API_KEY ?? settings.STINT_ADMIN_TOKEN,
  };
}

function mailSettings({
  STINT_SMTP_URL: smtpUrl,
  STINT_MAIL_FROM: from,
}: z.output<typeof settingsSchema>): MailSettings | undefined {
  if (smtpUrl !== undefined && from !== undefined) return { smtpUrl, from };
  if (smtpUrl === undefined && from === undefined) return undefined;
  throw new Problem("CONFIGURATION", "STINT_SMTP_URL and STINT_MAIL_FROM must be set both, or neither.");
}

function isSmtpUrl(text: string): boolean {
  if (!/^smtps?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname, search, hash, username, password } = new URL(text);
  const isDecodable = (part: string) => !/%(?![0-9A-Fa-f]{2})/.test(part);
  const isBare = hostname !== "" && pathname.replace("/", "") + search + hash === "";
  return isBare && isDecodable(username + password) && (username !== "" || password === "");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
