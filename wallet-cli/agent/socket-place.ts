import { createHash } from "node:crypto";
import { lstatSync, realpathSync, type Stats } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { GuidedProblem } from "../guided-problem.ts";

/** The longest address that every system has room for (`sun_path` and the zero that ends it), in bytes. */
const longestPath = 103;

/**
 * Where the socket of a wallet's agent may lie: in the session's own folder, which is gone when the session is (XDG Base Directory
 * Specification, XDG_RUNTIME_DIR) and has one for each wallet by its real path, and in the wallet's. A folder that anybody else could
 * reach into is none of them, so whatever lies there was made by this user.
 */
export function socketPlaces(
  walletFolder: string,
  variables: Readonly<Record<string, string | undefined>>,
): string[] {
  const wallet = realPath(walletFolder);
  const digest = createHash("sha256").update(wallet).digest("base64url");
  const session = variables.XDG_RUNTIME_DIR ?? "";
  const places: string[] = [];
  if (isAbsolute(session) && isPrivate(session)) places.push(join(session, `stint-${digest.slice(0, 22)}`));
  if (isPrivate(wallet)) places.push(join(wallet, "agent-key"));
  return places;
}

/**
 * @param platform - `process.platform`.
 * @throws {@link Problem} `UNSUPPORTED` on Windows, where a folder's mode closes a pipe to nobody.
 */
export function assertAgents(platform: string): void {
  if (platform !== "win32") return;
  throw new GuidedProblem(
    "UNSUPPORTED",
    "A wallet cannot be kept unlocked on Windows.",
    "Give the passphrase to each command: in STINT_PASSPHRASE or with --passphrase-file.",
  );
}

/** Whether the address fits into what the system has for it; a longer one would be cut off. */
export function fitsSocket(path: string): boolean {
  return Buffer.byteLength(path) <= longestPath;
}

/** A folder, not a link to one, that belongs to this user and is closed to all others. */
function isPrivate(folder: string): boolean {
  const found = lookAt(folder);
  return found?.isDirectory() === true && isMine(found) && (found.mode & 0o077) === 0;
}

/** Whether a socket of this user lies there; a link to one is none. */
export function isOwnSocket(path: string): boolean {
  const found = lookAt(path);
  return found?.isSocket() === true && isMine(found);
}

/** Where users have no numbers, as on Windows, nothing counts as anybody's own. */
function isMine({ uid }: Stats): boolean {
  return uid === process.geteuid?.();
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined; // what cannot be looked at counts as absent
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path); // gone, perhaps, since it was unlocked
  }
}
