import { minimumEntries } from "../../core/status/bitstring.ts";
import { createPermutation, type Permutation } from "../../core/status/permuted-index.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import type { StatusListRecord, StatusPlace, StatusPurpose } from "../store/records.ts";
import type { IssuerContext } from "./context.ts";

/**
 * Takes the next index of the tenant's status list for a purpose; begins a new list when there is none or it is full.
 *
 * The counter only grows, in the same commit that records who got the index, so no index is given twice; the
 * permutation makes it unpredictable (security rule 6).
 */
export async function takeStatusPlace(
  transaction: Transaction,
  context: IssuerContext,
  { slug, purpose }: { slug: string; purpose: StatusPurpose },
): Promise<StatusPlace> {
  const list =
    (await listInUse(transaction, slug, purpose)) ?? startList(transaction, context, slug, purpose);
  const index = permutationOf(list)(list.used);
  transaction.put(keyOf.statusList(list.id), { ...list, used: list.used + 1 });
  return { purpose, listId: list.id, url: list.url, index };
}

const permutations = new Map<string, Permutation>();
const maximumPermutations = 200;

/** Those of the lists that indexes were taken from last are kept; a list's key never changes, and no two lists have one id. */
function permutationOf({ id, permutationKey, entries }: StatusListRecord): Permutation {
  // By the key as well, so that the lists of two stores in one process can never be mixed up.
  const name = `${id} ${permutationKey}`;
  const known = permutations.get(name);
  if (known) return known;
  const permutation = createPermutation({ key: Buffer.from(permutationKey, "base64url"), entries });
  const [oldest] = permutations.keys();
  if (permutations.size >= maximumPermutations && oldest !== undefined) permutations.delete(oldest);
  permutations.set(name, permutation);
  return permutation;
}

/** Sets or unsets a credential's entry; says whether that changed anything. */
export async function writeStatusEntry(
  transaction: Transaction,
  place: StatusPlace,
  { number, value }: { number: number; value: boolean },
): Promise<boolean> {
  const entry = keyOf.setStatus(place.listId, place.index);
  const isSet = (await transaction.get(entry)) !== undefined;
  const list = await transaction.get(keyOf.statusList(place.listId));
  if (!list) throw new TypeError("A credential without its status list");
  if (isSet === value) return false;
  if (value) transaction.put(entry, number);
  else transaction.remove(entry);
  transaction.put(keyOf.statusList(list.id), { ...list, changes: list.changes + 1 });
  return true;
}

async function listInUse(
  transaction: Transaction,
  slug: string,
  purpose: StatusPurpose,
): Promise<StatusListRecord | undefined> {
  const id = await transaction.get(keyOf.currentStatusList(slug, purpose));
  const list = id === undefined ? undefined : await transaction.get(keyOf.statusList(id));
  return list && list.used < list.entries ? list : undefined;
}

function startList(
  transaction: Transaction,
  { publicUrl, random }: IssuerContext,
  slug: string,
  purpose: StatusPurpose,
): StatusListRecord {
  // Random, so that a list begun after a backup was restored is never one that was lost.
  const id = Buffer.from(random(16)).toString("hex");
  const permutationKey = Buffer.from(random(32)).toString("base64url");
  const url = `${publicUrl}/status-lists/${id}`;
  transaction.put(keyOf.currentStatusList(slug, purpose), id);
  return { id, slug, purpose, url, entries: minimumEntries, permutationKey, used: 0, changes: 0 };
}
