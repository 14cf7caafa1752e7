import { passphraseOf } from "./passphrase.ts";
import type { Session } from "./session.ts";
import { Wallet, type WalletOptions } from "./wallet.ts";

/** Opens the wallet, lets `use` work with it, and closes it again whatever happens. */
export async function withWallet<T>(
  session: Session,
  use: (wallet: Wallet, passphrase: string) => Promise<T>,
): Promise<T> {
  await Wallet.requireIn(session.settings.walletFolder); // before anybody is asked for a passphrase
  const passphrase = await passphraseOf(session);
  const wallet = await Wallet.open(walletOptions(session, passphrase));
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
