import { passphraseOf } from "./passphrase.ts";
import type { Session } from "./session.ts";
import { Wallet, type WalletOptions } from "./wallet.ts";

type Use<T> = (wallet: Wallet, passphrase: string) => Promise<T>;

/** Opens the wallet, lets `use` work with it, and closes it again whatever happens. */
export function withWallet<T>(session: Session, use: Use<T>): Promise<T> {
  return withOpened(session, { summariesFollow: false }, use);
}

/** The same for what lists credentials, or looks for one by number or id: quicker, for they are gone through while the key is made. */
export function withCredentials<T>(session: Session, use: Use<T>): Promise<T> {
  return withOpened(session, { summariesFollow: true }, use);
}

async function withOpened<T>(
  session: Session,
  options: { readonly summariesFollow: boolean },
  use: Use<T>,
): Promise<T> {
  await Wallet.requireIn(session.settings.walletFolder); // before anybody is asked for a passphrase
  const passphrase = await passphraseOf(session);
  const wallet = await Wallet.open({ ...walletOptions(session, passphrase), ...options });
  try {
    return await use(wallet, passphrase);
  } finally {
    await wallet.close();
  }
}

/** Where the wallet lies and how its key is made. */
export function walletOptions(session: Session, passphrase: string): WalletOptions {
  const { environment, settings } = session;
  return {
    folder: settings.walletFolder,
    random: environment.random,
    deriveKey: (salt) => environment.deriveSealingKey(passphrase, salt),
  };
}
