import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../core/problem/problem.ts";
import { secretFile } from "../web/secret-file.ts";
import type { IssuerStore } from "./store/issuer-store.ts";
import { keyOf } from "./store/record-keys.ts";

const adminTokenFile = "admin-token";
const passphraseFile = "key-passphrase";
const offerSecretFile = "offer-secret";

interface SecretOptions {
  dataDirectory: string;
  /** From the environment; nothing is generated then. */
  given: string | undefined;
  /** Told where a secret lies that was made just now. */
  onCreated: (what: string, path: string) => void;
}

/** The service's admin token; made on first start and kept in the data directory. */
export async function adminToken({ dataDirectory, given, onCreated }: SecretOptions): Promise<string> {
  if (given !== undefined) return given;
  const { bytes, path, created } = await secretFile(dataDirectory, adminTokenFile, 32);
  if (created) onCreated("The admin token", path);
  return Buffer.from(bytes).toString("base64url");
}

/**
 * The passphrase of the signing keys; made on first start and kept in the data directory.
 *
 * @throws {@link Problem} `CONFIGURATION` when the store holds keys that were sealed under a passphrase that is
 * gone: a new one would not open them.
 */
export async function keyPassphrase(
  store: IssuerStore,
  { dataDirectory, given, onCreated }: SecretOptions,
): Promise<string> {
  if (given !== undefined) return given;
  const path = join(dataDirectory, passphraseFile);
  const isNew = (await store.get(keyOf.sealing("check"))) === undefined;
  if (!isNew && !(await isReadable(path))) {
    throw new Problem(
      "CONFIGURATION",
      `The passphrase of the signing keys is missing: set STINT_KEY_PASSPHRASE or restore ${path} from a backup.`,
    );
  }
  const { bytes, created } = await secretFile(dataDirectory, passphraseFile, 32);
  if (created) onCreated("The passphrase of the signing keys", path);
  return Buffer.from(bytes).toString("base64url");
}

/** The secret that the codes of offers come from; made on first start and kept in the data directory. */
export async function offerSecret({
  dataDirectory,
  onCreated,
}: Omit<SecretOptions, "given">): Promise<Uint8Array> {
  const { bytes, path, created } = await secretFile(dataDirectory, offerSecretFile, 32);
  if (created) onCreated("The secret of the offers", path);
  return bytes;
}

/** Reads the admin token that a service on this machine keeps. Throws `CONFIGURATION` when there is none. */
export async function readAdminToken(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, adminTokenFile);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Problem(
      "CONFIGURATION",
      `Set STINT_API_KEY or STINT_ADMIN_TOKEN; there is no token at ${path}.`,
      { cause },
    );
  });
  return text.trim();
}

async function isReadable(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
