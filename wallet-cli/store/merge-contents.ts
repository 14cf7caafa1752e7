import { succession } from "../credentials/same-credential.ts";
import { filesOf } from "../evidence/evidence-shelf.ts";
import { byId, recordIdOf } from "./record-ids.ts";
import type { HeldCredential, WalletContents } from "./wallet-records.ts";
import type { WalletStore } from "./wallet-store.ts";

/** How many credentials came in, took the place of an older one, or stayed outside. */
export interface Merged {
  readonly added: number;
  readonly replaced: number;
  readonly kept: number;
}

/** Takes over what a backup holds and a store of the same wallet lacks, in one step; the newer of two stays. */
export async function mergeContents(contents: WalletContents, store: WalletStore): Promise<Merged> {
  const held = await store.all("credentials");
  const credentials = new Map<string, HeldCredential>();
  const count = { added: 0, replaced: 0, kept: 0 };
  for (const incoming of contents.credentials) {
    const recordId = recordIdOf(incoming, store.identity);
    const existing = held.get(recordId);
    if (existing !== undefined && succession(existing, incoming) !== "newer") {
      count.kept += 1;
      continue;
    }
    credentials.set(recordId, incoming);
    count[existing === undefined ? "added" : "replaced"] += 1;
  }
  const shares = lacking(contents.shares, await store.all("shares"));
  const pending = lacking(contents.pending, await store.all("pending"));
  const evidence = lacking(contents.evidence, await store.all("evidence"));
  if (credentials.size + shares.size + pending.size + evidence.size > 0) {
    const files = filesOf({ ...contents, evidence: [...evidence.values()] });
    await store.save({ credentials, shares, pending, evidence }, files);
  }
  return count;
}

function lacking<Item extends { readonly id: string }>(
  incoming: readonly Item[] | undefined,
  held: ReadonlyMap<string, Item>,
): Map<string, Item> {
  return byId(incoming?.filter(({ id }) => !held.has(id)));
}
