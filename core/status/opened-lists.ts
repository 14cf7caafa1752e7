import type { OpenedCredential } from "../credential/open-credential.ts";
import type { Securing } from "../credential/proof/securing.ts";

/** What a status list says, once it is believed. */
export interface ListSubject {
  purposes: string[];
  bitstring: Uint8Array;
}

/**
 * What follows from the bytes of a status list credential, whoever asks and when. Whether it is to be believed does not: the address, the
 * issuer, the key, the time and newer lists are asked about at each use.
 */
export interface OpenedList {
  list: OpenedCredential;
  securing: Securing;
  subject: ListSubject;
}

/** Remembers opened lists by their very bytes and the kind (a type IRI) that they were read as: many credentials rest on one list. */
export interface OpenedLists {
  find(body: Uint8Array, listType: string): OpenedList | undefined;
  save(body: Uint8Array, listType: string, list: OpenedList): void;
}

/**
 * Makes a memory bounded in lists and in the bytes of each, as it came and expanded; it forgets what was used longest ago.
 *
 * @param limits.listBytes - A larger list is not kept.
 */
export function createOpenedLists(limits: { lists: number; listBytes: number }): OpenedLists {
  const kept: { body: Uint8Array; listType: string; list: OpenedList }[] = [];
  return {
    find(body, listType) {
      const found = kept.findIndex(
        (entry) => entry.listType === listType && Buffer.compare(entry.body, body) === 0,
      );
      const [entry] = found === -1 ? [] : kept.splice(found, 1);
      if (entry !== undefined) kept.unshift(entry);
      return entry?.list;
    },
    save(body, listType, list) {
      if (Math.max(body.length, list.subject.bitstring.length) > limits.listBytes) return;
      kept.unshift({ body: body.slice(), listType, list });
      kept.splice(limits.lists);
    },
  };
}
