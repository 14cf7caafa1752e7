import { z } from "zod";
import { Problem } from "../core/problem/problem.ts";

/**
 * Reads settings from environment variables, all at once.
 *
 * @param schema - An object whose members are the names of the variables. An empty variable counts as not set.
 * @throws {@link Problem} `CONFIGURATION`, naming every bad variable and never its value.
 */
export function readSettings<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const names = Object.keys(schema.shape);
  const given = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const words = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Problem("CONFIGURATION", `Not usable: ${words.join("; ")}.`);
}

/** The settings that both services have, by the names of their environment variables. */
export function serviceSettings(defaults: { port: number; dataDirectory: string }) {
  return {
    STINT_HOST: z.string().default("127.0.0.1"),
    STINT_PORT: wholeNumber({ maximum: 65_535 }).default(defaults.port),
    STINT_PUBLIC_URL: publicUrl().optional(),
    STINT_DATA_DIR: z.string().default(defaults.dataDirectory),
    STINT_LOG_LEVEL: z
      .enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"], {
        error: "must be silent, fatal, error, warn, info, debug or trace",
      })
      .default("info"),
    STINT_RATE_LIMIT: wholeNumber({ maximum: 1_000_000 }).default(600),
    STINT_ALLOW_LOOPBACK: yesOrNo().default(false),
  };
}

/** A variable that holds a whole number from 0 on. */
export function wholeNumber(options: { minimum?: number; maximum: number }) {
  const minimum = options.minimum ?? 0;
  const words = `must be a whole number from ${minimum} to ${options.maximum}`;
  return z
    .string()
    .regex(/^(0|[1-9][0-9]{0,9})$/, words)
    .transform(Number)
    .refine((value) => value >= minimum && value <= options.maximum, words);
}

/** A variable that is on (`true`, `1`, `yes`) or off (`false`, `0`, `no`). */
export function yesOrNo() {
  return z
    .enum(["true", "1", "yes", "false", "0", "no"], { error: "must be true or false" })
    .transform((value) => value === "true" || value === "1" || value === "yes");
}

/** A variable that holds the http or https URL under which people reach the service; without a trailing slash. */
function publicUrl() {
  const words = "must be an http or https URL without query or fragment";
  return z
    .string()
    .refine((value) => {
      if (!URL.canParse(value)) return false;
      const { protocol, search, hash, username } = new URL(value);
      return (protocol === "https:" || protocol === "http:") && search + hash + username === "";
    }, words)
    .transform((value) => new URL(value).href.replace(/\/+$/, ""));
}
