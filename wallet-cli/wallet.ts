import type { PublicJwk } from "../core/keys/jwk.ts";
import type { SealingKey } from "../core/keys/seal.ts";
import type { Signer } from "../core/keys/signer.ts";
import type { CredentialVerification } from "../core/verification/verdict.ts";
import { succession } from "./credentials/same-credential.ts";
import {
  type NumberedCredential,
  type NumberedSummary,
  selectCredential,
} from "./credentials/select-credential.ts";
import { EvidenceShelf, filesOf } from "./evidence/evidence-shelf.ts";
import { GuidedProblem } from "./guided-problem.ts";
import { byId, recordIdOf } from "./store/record-ids.ts";
import type {
  HeldCredential,
  Ownership,
  PendingIssuance,
  ShareRecord,
  WalletContents,
} from "./store/wallet-records.ts";
import { WalletStore } from "./store/wallet-store.ts";

export interface WalletOptions {
  readonly folder: string;
  readonly random: (size: number) => Uint8Array;
  readonly deriveKey: (salt: Uint8Array) => Promise<SealingKey>;
}

export type AddOutcome = "added" | "replaced" | "already-held" | "kept-newer";

/** A student's wallet, opened: one DID, its key, and the credentials that were verified before they came in. */
export class Wallet {
  readonly #store: WalletStore;
  /** The files that are kept as evidence. */
  readonly evidence: EvidenceShelf;

  private constructor(store: WalletStore, random: WalletOptions["random"]) {
    this.#store = store;
    this.evidence = new EvidenceShelf(store, random);
  }

  static exists(folder: string): Promise<boolean> {
    return WalletStore.exists(folder);
  }

  /** @throws {@link Problem} `INVALID_REQUEST` when there is no wallet in the folder. */
  static async requireIn(folder: string): Promise<void> {
    if (await WalletStore.exists(folder)) return;
    throw new GuidedProblem("INVALID_REQUEST", "There is no wallet yet.", "Make one with: stint init");
  }

  /** Makes a wallet with a new did:key. @throws {@link Problem} `ALREADY_EXISTS`. */
  static async create(options: WalletOptions & { now: Date }): Promise<Wallet> {
    const { createIdentity } = await import("./store/holder-key.ts");
    return Wallet.createFrom({ identity: createIdentity(options), credentials: [] }, options);
  }

  /** Makes a wallet from a backup. @throws {@link Problem} `ALREADY_EXISTS`. */
  static async createFrom(contents: WalletContents, options: WalletOptions): Promise<Wallet> {
    if (await WalletStore.exists(options.folder)) {
      throw new GuidedProblem(
        "ALREADY_EXISTS",
        "There is a wallet in this folder already.",
        "Use it, or choose another folder with --wallet.",
      );
    }
    const { identity } = contents;
    const credentials = new Map(contents.credentials.map((held) => [recordIdOf(held, identity), held]));
    const { shares, pending, evidence } = contents;
    const records = {
      credentials,
      shares: byId(shares),
      pending: byId(pending),
      evidence: byId(evidence),
    };
    const files = filesOf(contents);
    return new Wallet(await WalletStore.create(identity, records, { ...options, files }), options.random);
  }

  /**
   * @param options - `summariesFollow`: {@link summaries}, or something by number or id, are asked for next.
   * @throws {@link Problem} `INVALID_REQUEST` without a wallet, `CANNOT_OPEN`, `CONFLICT`, `STORE_DAMAGED`.
   */
  static async open(options: WalletOptions & { readonly summariesFollow?: boolean }): Promise<Wallet> {
    await Wallet.requireIn(options.folder);
    return new Wallet(await WalletStore.open(options), options.random);
  }

  get did(): string {
    return this.#store.identity.did;
  }

  /** Signs as the wallet's owner. What signs is loaded here only: most commands need no curve. */
  async signer(): Promise<Signer> {
    return (await import("./store/holder-key.ts")).holderSigner(this.#store.identity);
  }

  /** The public key behind the DID, for issuers that know no DIDs. */
  async publicJwk(): Promise<PublicJwk> {
    return (await import("./store/holder-key.ts")).holderJwk(this.#store.identity);
  }

  /** What is listed of each credential; the credentials themselves are not opened. */
  async summaries(): Promise<NumberedSummary[]> {
    const summaries = await this.#store.summaries();
    return [...summaries].map(([recordId, summary], index) => ({ ...summary, recordId, number: index + 1 }));
  }

  /** All credentials; {@link summaries} are quicker where they will do. */
  async credentials(): Promise<NumberedCredential[]> {
    const held = await this.#store.all("credentials");
    return [...held].map(([recordId, record], index) => ({ ...record, recordId, number: index + 1 }));
  }

  /** @throws {@link Problem} `NOT_FOUND`, `INVALID_REQUEST`. */
  async credential(selector: string): Promise<NumberedCredential> {
    const { recordId, number } = selectCredential(await this.summaries(), selector);
    const held = await this.#store.credential(recordId);
    if (held === undefined) throw new TypeError("What is listed is held");
    return { ...held, recordId, number };
  }

  /** Who the subject of a verified credential is, seen from this wallet. */
  async ownershipOf(verification: CredentialVerification): Promise<Ownership> {
    const { ownershipOf } = await import("./credentials/ownership.ts");
    return ownershipOf(verification, { did: this.did, held: await this.summaries() });
  }

  /** Keeps a verified credential; the newer of two with the same issuer and id stays. */
  async add(incoming: HeldCredential): Promise<{ outcome: AddOutcome; number: number }> {
    const recordId = recordIdOf(incoming, this.#store.identity);
    const held = await this.summaries();
    const number = held.find((candidate) => candidate.recordId === recordId)?.number;
    const existing = await this.#store.credential(recordId);
    const followed = existing && succession(existing, incoming);
    if (number !== undefined && followed === "same") return { outcome: "already-held", number };
    if (number !== undefined && followed === "not-newer") return { outcome: "kept-newer", number };
    await this.#store.save({ credentials: new Map([[recordId, incoming]]) });
    return number === undefined
      ? { outcome: "added", number: held.length + 1 }
      : { outcome: "replaced", number };
  }

  /** Remembers a newer verdict on a credential that is held. */
  async rememberVerification(held: NumberedCredential, verification: CredentialVerification): Promise<void> {
    const { number: _, recordId, ...record } = held;
    await this.#store.save({ credentials: new Map([[recordId, { ...record, verification }]]) });
  }

  /** Takes a credential out, and the files that were kept for it. */
  async remove({ recordId }: NumberedCredential): Promise<void> {
    const kept = await this.evidence.kept(recordId);
    await this.#store.remove(recordId, ...kept.flatMap(({ id, file }) => [id, file]));
  }

  /** What was given out without a challenge, in the order in which it was. */
  async shares(): Promise<ShareRecord[]> {
    return [...(await this.#store.all("shares")).values()];
  }

  /** Remembers a share, or what became of it. */
  saveShare(share: ShareRecord): Promise<void> {
    return this.#store.save({ shares: byId([share]) });
  }

  /** What issuers promised for later. */
  async pending(): Promise<PendingIssuance[]> {
    return [...(await this.#store.all("pending")).values()];
  }

  savePending(issuance: PendingIssuance): Promise<void> {
    return this.#store.save({ pending: byId([issuance]) });
  }

  removePending({ id }: PendingIssuance): Promise<void> {
    return this.#store.remove(id);
  }

  async contents(): Promise<WalletContents> {
    const credentials = [...(await this.#store.all("credentials")).values()];
    return {
      identity: this.#store.identity,
      credentials,
      shares: await this.shares(),
      pending: await this.pending(),
      ...(await this.evidence.contents()),
    };
  }

  /**
   * Takes over what a backup of this same wallet holds and this one lacks, in one step; the newer of two stays.
   *
   * @throws {@link Problem} `ALREADY_EXISTS` when the backup is of another wallet.
   */
  async merge(contents: WalletContents): Promise<{ added: number; replaced: number; kept: number }> {
    if (contents.identity.did !== this.did) {
      throw new GuidedProblem(
        "ALREADY_EXISTS",
        "This folder holds the wallet of another DID; the backup was not restored.",
        "Restore into a folder of its own: stint --wallet NEW-FOLDER restore FILE",
      );
    }
    const { mergeContents } = await import("./store/merge-contents.ts");
    return mergeContents(contents, this.#store);
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
