import { createBitstring, writeStatus } from "../../core/status/bitstring.ts";
import type { IssuerStore } from "../store/issuer-store.ts";
import { prefixOf } from "../store/record-keys.ts";

/** One status list in memory, kept as the store has it. */
export interface StatusBits {
  bitstring: Uint8Array;
  /** Another number after each entry that was set or unset; no two lists ever have the same. */
  changes: number;
}

/** The status lists that are published at present. */
export interface StatusBitsKeeper {
  /** Reads a list from the store, or gives it as it is known already. To be called for one list once at a time. */
  bits(list: { id: string; entries: number }): Promise<StatusBits>;
  find(id: string): StatusBits | undefined;
}

const maximumLists = 500;
const pageSize = 1_000;
const keyPattern = /^status-set\/([0-9a-f]{32})\/([0-9]{12})$/;

/**
 * Keeps the bits of status lists in memory and turns them over in place as commits set and unset entries, so that a change costs the same
 * whatever is set already and however many lists there are. At most 500 lists are kept, which is 8 MiB of bits.
 */
export function keepStatusBits(store: IssuerStore): StatusBitsKeeper {
  const kept = new Map<string, StatusBits>();
  let changesOfAll = 0;
  /** What was changed while a list is being read, which may have seen it or not. */
  const arriving = new Map<string, Map<number, boolean>>();

  store.watch((changes) => {
    for (const [key, value] of changes) {
      const [, id, index] = key.startsWith("status-set/") ? (keyPattern.exec(key) ?? []) : [];
      if (id === undefined) continue;
      arriving.get(id)?.set(Number(index), value !== null);
      const bits = kept.get(id);
      if (!bits) continue;
      writeStatus(bits.bitstring, Number(index), value !== null);
      bits.changes = ++changesOfAll;
    }
  });

  async function read({ id, entries }: { id: string; entries: number }): Promise<StatusBits> {
    const bits: StatusBits = { bitstring: createBitstring(entries), changes: 0 };
    const late = new Map<number, boolean>();
    arriving.set(id, late);
    try {
      let after: string | undefined;
      do {
        const page = await store.list(prefixOf.setStatuses(id), { limit: pageSize, ...(after && { after }) });
        for (const { key } of page) writeStatus(bits.bitstring, Number(key.split("/")[2]), true);
        after = page.length === pageSize ? page.at(-1)?.key : undefined;
      } while (after !== undefined);
      for (const [index, value] of late) writeStatus(bits.bitstring, index, value);
      bits.changes = ++changesOfAll;
      // In the same step in which changes cease to be set aside.
      const [oldest] = kept.keys();
      if (kept.size >= maximumLists && oldest !== undefined) kept.delete(oldest);
      kept.set(id, bits);
      return bits;
    } finally {
      arriving.delete(id);
    }
  }

  return {
    find: (id) => kept.get(id),
    bits: async (list) => kept.get(list.id) ?? read(list),
  };
}
