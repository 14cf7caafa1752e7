import type { JsonObject } from "../../core/json/json-value.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { DisclosureKey } from "../signing-keys/disclosure-key.ts";
import { createRoom, type Room } from "./room.ts";
import type { SigningJob } from "./signing-job.ts";
import { createThreadPool } from "./thread-pool.ts";

export interface SigningThreadsOptions {
  /** The compiled worker module. */
  workerFile: URL;
  /** How many there are at most. */
  threads: number;
  /** Told why a thread ended that nobody had stopped, for the log. */
  onLost: (error: Error) => void;
  /** A minute when absent: a thread that has had nothing to do for so long is ended. */
  idleMilliseconds?: number;
  /** Running time that one signature gets; 5 s when absent. */
  limitMilliseconds?: number;
}

/** What is to be signed for selective disclosure. */
export interface SigningTask extends Omit<SigningJob, "text" | "key"> {
  document: JsonObject;
  /** Asked just before it is signed. */
  key: () => Promise<DisclosureKey>;
  /** Comes before those that are not: others wait for it who cannot be told to come again. */
  isUrgent?: boolean;
}

/** Makes the signatures that take long in threads, so that the main thread goes on serving. */
export interface SigningThreads {
  /** For issuances that end with such a signature. */
  readonly room: Room;
  /**
   * Signs a document: what `signCredential` gives for it, and throws.
   *
   * @throws {@link Problem} `OVERLOADED` when the signature was not made to the end, which says nothing about the document.
   */
  sign(task: SigningTask): Promise<JsonObject>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** So many are signed within a few seconds. */
const maximumIssuances = 64;
/** Of status lists, of which there is one for 131,072 credentials; each waits once. */
const maximumUrgent = 64;
const usualIdleMilliseconds = 60_000;
/** Three times what a thousand statements, the most that are signed, take in a new thread. */
const usualLimitMilliseconds = 5_000;

/** Nothing is started yet: an issuer that makes no such signatures pays nothing for it. */
export function createSigningThreads({
  idleMilliseconds = usualIdleMilliseconds,
  limitMilliseconds = usualLimitMilliseconds,
  ...options
}: SigningThreadsOptions): SigningThreads {
  const pool = createThreadPool({ idleMilliseconds, limitMilliseconds, ...options });
  let urgent = 0;
  return {
    room: createRoom(maximumIssuances),
    sign: async ({ document, key, isUrgent = false, ...job }) => {
      if (isUrgent && urgent >= maximumUrgent)
        throw new Problem("OVERLOADED", "Too many status lists are waiting to be signed; try again.");
      urgent += isUrgent ? 1 : 0;
      try {
        const prepare = async () => ({ ...job, key: await key(), text: JSON.stringify(document) });
        const result = await pool.run({ prepare, isUrgent });
        if (result.outcome === "signed") return JSON.parse(result.text);
        if (result.outcome === "refused") throw new Problem(result.code, result.detail);
        throw new Error(`signing: ${result.stack}`);
      } finally {
        urgent -= isUrgent ? 1 : 0;
      }
    },
    close: pool.close,
  };
}
