import type { FetchDocument } from "../core/fetch-document.ts";
import type { deriveSealingKey } from "../core/keys/seal.ts";
import type { SendRequest } from "../core/send-request.ts";

/** Everything a command takes from the outside world, terminal apart; tests bring their own. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly now: () => Date;
  readonly random: (size: number) => Uint8Array;
  /** Loads the fetcher only when something is to be fetched. */
  readonly createFetcher: (options: { allowLoopback: boolean }) => Promise<FetchDocument>;
  /** Loads the sender only when something is to be sent. */
  readonly createSender: (options: { allowLoopback: boolean }) => Promise<SendRequest>;
  /** Waits, for an issuer that wants to be asked again soon. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly deriveSealingKey: typeof deriveSealingKey;
  /** What `stint unlock` leaves running. */
  readonly agentProgram: URL;
}
