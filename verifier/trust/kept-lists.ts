import { Problem } from "../../core/problem/problem.ts";
import { createIssuerList, type IssuerList } from "../../core/verification/trusted-issuers.ts";
import { maxIssuersInAll, maxTrustLists, type TrustList } from "./trust-list.ts";
import type { TrustListStore } from "./trust-list-store.ts";

/** The lists of this verifier in memory, ready to be asked, and on disk. */
export interface KeptLists {
  all(): TrustList[];
  /** @throws Problem `NOT_FOUND` */
  get(id: string): TrustList;
  indexes(): IssuerList[];
  /**
   * Puts a list in the place of what the change is made from; one change at a time. On disk when it resolves.
   *
   * @throws Problem `CONFLICT` for too many lists or issuers, or a name that another list has.
   */
  save(change: () => TrustList): Promise<TrustList>;
  remove(id: string): Promise<void>;
}

/** Reads what is on disk. @throws Problem `CONFIGURATION`, naming a damaged file. */
export async function openKeptLists(store: TrustListStore): Promise<KeptLists> {
  const lists = new Map((await store.load()).map((list) => [list.id, list]));
  const indexes = new Map([...lists].map(([id, list]) => [id, indexOf(list)]));
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(step: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(step, step);
    last = turn;
    return turn;
  };
  const get = (id: string) => {
    const list = lists.get(id);
    if (list === undefined) throw new Problem("NOT_FOUND", "There is no such list.");
    return list;
  };

  return {
    all: () => [...lists.values()],
    get,
    indexes: () => [...indexes.values()],
    save: (change) =>
      inTurn(async () => {
        const list = change();
        assertRoom([...lists.values()], list);
        await store.save(list);
        lists.set(list.id, list);
        indexes.set(list.id, indexOf(list));
        return list;
      }),
    remove: (id) =>
      inTurn(async () => {
        get(id);
        await store.remove(id);
        lists.delete(id);
        indexes.delete(id);
      }),
  };
}

/** Whose endorsements count is for this verifier to say, not for those whose lists it copies. */
function indexOf({ name, issuers, copy }: TrustList): IssuerList {
  return createIssuerList(name, issuers, { mayEndorse: copy === undefined });
}

function assertRoom(lists: TrustList[], list: TrustList): void {
  const others = lists.filter(({ id }) => id !== list.id);
  if (others.length >= maxTrustLists)
    throw new Problem("CONFLICT", `There are ${maxTrustLists} lists already.`);
  if (others.some(({ name }) => name === list.name))
    throw new Problem("CONFLICT", "Another list has this name.");
  const issuers = others.reduce((sum, other) => sum + other.issuers.length, list.issuers.length);
  if (issuers > maxIssuersInAll) {
    throw new Problem("CONFLICT", `All lists together may have at most ${maxIssuersInAll} issuers.`);
  }
}
