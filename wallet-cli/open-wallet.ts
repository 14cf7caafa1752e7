import type { SealingKey } from "../core/keys/seal.ts";
import { Problem } from "../core/problem/problem.ts";
import { askedPassphrase, passphraseOf, unattendedPassphrase } from "./passphrase.ts";
import type { Session } from "./session.ts";
import { Wallet, type WalletOptions } from "./wallet.ts";

type Use<T> = (wallet: Wallet) => Promise<T>;

interface Opening {
  readonly summariesFollow: boolean;
}

/** Opens the wallet, lets `use` work with it, and closes it again whatever happens. */
export function withWallet<T>(session: Session, use: Use<T>): Promise<T> {
  return withOpened(session, { summariesFollow: false }, use);
}

/** The same for what lists credentials, or looks for one by number or id: quicker, for they are gone through while the key is made. */
export function withCredentials<T>(session: Session, use: Use<T>): Promise<T> {
  return withOpened(session, { summariesFollow: true }, use);
}

/** The same for what needs the passphrase itself: it is asked for even while the wallet is unlocked. */
export async function withPassphrase<T>(
  session: Session,
  use: (wallet: Wallet, passphrase: string) => Promise<T>,
): Promise<T> {
  await Wallet.requireIn(session.settings.walletFolder); // before anybody is asked for a passphrase
  const passphrase = await passphraseOf(session);
  return closing(await Wallet.open(walletOptions(session, passphrase)), (wallet) => use(wallet, passphrase));
}

/** The key that a passphrase makes, after it has opened the wallet. */
export async function verifiedKey(session: Session): Promise<SealingKey> {
  await Wallet.requireIn(session.settings.walletFolder);
  const { deriveKey, ...options } = walletOptions(session, await passphraseOf(session));
  const derived: SealingKey[] = [];
  const keeping = async (salt: Uint8Array) => {
    const key = await deriveKey(salt);
    derived.push(key);
    return key;
  };
  await (await Wallet.open({ ...options, deriveKey: keeping })).close();
  const [key] = derived;
  if (key === undefined) throw new TypeError("A wallet was opened without a key");
  return key;
}

/** Where the wallet lies and how its key is made. */
export function walletOptions(session: Session, passphrase: string): WalletOptions {
  const { environment } = session;
  return {
    ...placeOf(session),
    deriveKey: (salt) => environment.deriveSealingKey(passphrase, salt),
  };
}

async function withOpened<T>(session: Session, opening: Opening, use: Use<T>): Promise<T> {
  await Wallet.requireIn(session.settings.walletFolder); // before anybody is asked for a passphrase
  const given = await unattendedPassphrase(session);
  const unlocked = given === undefined ? await openUnlocked(session, opening) : undefined;
  if (unlocked !== undefined) return closing(unlocked, use);
  const passphrase = given ?? (await askedPassphrase(session, "Passphrase: "));
  return closing(await Wallet.open({ ...walletOptions(session, passphrase), ...opening }), use);
}

/** Opens the wallet with the key that an agent keeps, see `stint unlock`; `undefined` when none keeps one that opens it. */
async function openUnlocked(session: Session, opening: Opening): Promise<Wallet | undefined> {
  const { environment, settings } = session;
  const { findAgent } = await import("./agent/find-agent.ts");
  const agent = findAgent(settings.walletFolder, environment.variables);
  if (agent === undefined) return undefined;
  try {
    return await Wallet.open({ ...placeOf(session), ...opening, deriveKey: agent.keyFor });
  } catch (error) {
    if (error instanceof Problem && error.code === "CANNOT_OPEN") return undefined;
    throw error;
  }
}

function placeOf({ environment, settings }: Session): Pick<WalletOptions, "folder" | "random"> {
  return { folder: settings.walletFolder, random: environment.random };
}

async function closing<T>(wallet: Wallet, use: Use<T>): Promise<T> {
  try {
    return await use(wallet);
  } finally {
    await wallet.close();
  }
}
