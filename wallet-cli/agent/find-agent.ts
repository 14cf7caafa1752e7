import { type SealingKey, sealingKeyOf } from "../../core/keys/seal.ts";
import { derivationHeader } from "../../core/keys/sealed-header.ts";
import { Problem } from "../../core/problem/problem.ts";
import { exchange } from "./exchange.ts";
import { keyInAnswer } from "./messages.ts";
import { isOwnSocket, socketPlaces } from "./socket-place.ts";

/** So long may an agent take, or the passphrase is asked for. It has nothing to work out. */
const patienceMilliseconds = 1_000;

/** Whoever keeps the key of an unlocked wallet. */
export interface KeyAgent {
  /** @throws {@link Problem} `CANNOT_OPEN` when the agent keeps no key for this salt, or does not answer. */
  keyFor(salt: Uint8Array): Promise<SealingKey>;
}

/** The agent of a wallet; `undefined` when the wallet is locked. */
export function findAgent(
  walletFolder: string,
  variables: Readonly<Record<string, string | undefined>>,
): KeyAgent | undefined {
  const sockets = socketPlaces(walletFolder, variables).filter(isOwnSocket);
  if (sockets.length === 0) return undefined;
  return {
    keyFor: async (salt) => {
      for (const path of sockets) {
        const key = await keyFrom(path, salt);
        if (key !== undefined) return key;
      }
      throw new Problem("CANNOT_OPEN");
    },
  };
}

async function keyFrom(path: string, salt: Uint8Array): Promise<SealingKey | undefined> {
  const request = { ask: "key", derivation: derivationHeader(salt) } as const;
  const exchanged = await exchange(path, request, patienceMilliseconds);
  if (exchanged.outcome !== "answered") return undefined;
  const bytes = keyInAnswer(exchanged.answer);
  const key = bytes && sealingKeyOf(bytes, salt);
  exchanged.answer.fill(0);
  return key;
}
