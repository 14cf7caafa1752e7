import type { FetchDocument } from "../../core/fetch-document.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { ValidateIssuer } from "../../core/verification/judge-issuers.ts";
import { parseTrustedIssuers } from "../../core/verification/parse-trusted-issuers.ts";
import type { TrustedIssuer, TrustedIssuers } from "../../core/verification/trusted-issuer.ts";
import { validateIssuer } from "../../core/verification/trusted-issuers.ts";
import { copyList } from "./copy-list.ts";
import { openKeptLists } from "./kept-lists.ts";
import { withIssuer, withoutIssuer } from "./own-list.ts";
import { isDue, refreshCopy } from "./refresh-copy.ts";
import type { SettingsList } from "./settings-list.ts";
import type { TrustList } from "./trust-list.ts";
import type { TrustListStore } from "./trust-list-store.ts";
import {
  settingsListId,
  type TrustListPage,
  type TrustListView,
  viewOf,
  viewOfSettings,
} from "./trust-list-view.ts";

/** Where the issuers of a new list come from: nowhere yet, the text of a file, or an address that is copied again daily. */
export interface NewTrustList {
  name: string;
  text?: Uint8Array | string;
  url?: string;
}

/** Whom this verifier believes, in several lists. Whatever changes one throws `NOT_FOUND` or `CONFLICT`. */
export interface TrustLists {
  /** What all lists hold of an issuer at this moment. */
  opinion(): Promise<ValidateIssuer>;
  /** The operator's file first, then the oldest. */
  all(): Promise<TrustListView[]>;
  /** @throws Problem `NOT_FOUND` */
  page(id: string, range: { offset: number; limit: number }): Promise<TrustListPage>;
  /** @throws Problem also what reading or fetching the list throws: nothing is kept then. */
  create(list: NewTrustList): Promise<TrustListView>;
  rename(id: string, name: string): Promise<TrustListView>;
  remove(id: string): Promise<void>;
  addIssuer(id: string, issuer: TrustedIssuer): Promise<TrustListView>;
  removeIssuer(id: string, did: string): Promise<TrustListView>;
  /** Copies a list again. When that fails, the last good copy stays and says so; the failure is thrown. */
  refresh(id: string): Promise<TrustListView>;
  /** Copies those again whose turn it is; failures are noted with them. */
  refreshDue(): Promise<void>;
}

interface TrustListsOptions {
  store: TrustListStore;
  settings: SettingsList | undefined;
  /** `false`: endorsements are shown and count for nothing, whatever the lists say. */
  countEndorsements: boolean;
  fetchDocument: FetchDocument;
  clock: () => Date;
  random: (size: number) => Uint8Array;
}

/** Opens the lists. @throws Problem `CONFIGURATION`, naming a damaged file. */
export async function openTrustLists(options: TrustListsOptions): Promise<TrustLists> {
  const { settings, countEndorsements, fetchDocument, clock, random } = options;
  const kept = await openKeptLists(options.store);

  const edit = async (id: string, change: (list: TrustList) => TrustList): Promise<TrustListView> => {
    assertNotSettings(id);
    return viewOf(await kept.save(() => change(kept.get(id))));
  };

  return {
    opinion: async () => {
      const version = await settings?.current();
      const lists = [...(version ? [version.index] : []), ...kept.indexes()].map((list) => ({
        ...list,
        mayEndorse: countEndorsements && list.mayEndorse,
      }));
      return (did, types) => validateIssuer(lists, did, types);
    },
    all: async () => {
      const first = settings ? [viewOfSettings(settings.name, await settings.current())] : [];
      return [...first, ...kept.all().map(viewOf)];
    },
    page: async (id, { offset, limit }) => {
      if (id === settingsListId && settings !== undefined) {
        const version = await settings.current();
        return pageOf(viewOfSettings(settings.name, version), version.issuers, { offset, limit });
      }
      const list = kept.get(id);
      return pageOf(viewOf(list), list.issuers, { offset, limit });
    },
    create: async ({ name, text, url }) => {
      const content = url === undefined ? readText(text) : await copyList(url, fetchDocument);
      const now = clock().toISOString();
      const list: TrustList = {
        id: Buffer.from(random(8)).toString("hex"),
        name,
        ...content,
        createdAt: now,
        changedAt: now,
        ...(url !== undefined && { copy: { url, triedAt: now } }),
      };
      return viewOf(await kept.save(() => list));
    },
    rename: (id, name) => edit(id, (list) => ({ ...list, name })),
    remove: async (id) => {
      assertNotSettings(id);
      await kept.remove(id);
    },
    addIssuer: (id, issuer) => edit(id, (list) => withIssuer(list, issuer, clock())),
    removeIssuer: (id, did) => edit(id, (list) => withoutIssuer(list, did, clock())),
    refresh: async (id) => {
      assertNotSettings(id);
      return viewOf(await refreshCopy(kept, { id, fetchDocument, now: clock() }));
    },
    refreshDue: async () => {
      for (const { id } of kept.all().filter((list) => isDue(list, clock()))) {
        await refreshCopy(kept, { id, fetchDocument, now: clock() }).catch(ignoreProblem);
      }
    },
  };
}

function readText(text: Uint8Array | string | undefined): TrustedIssuers {
  return text === undefined
    ? { issuers: [], leftOut: { repeated: 0, unusable: 0 } }
    : parseTrustedIssuers(text);
}

function pageOf(
  view: TrustListView,
  issuers: TrustedIssuer[],
  { offset, limit }: { offset: number; limit: number },
): TrustListPage {
  const end = offset + limit;
  return { ...view, issuers: issuers.slice(offset, end), ...(end < issuers.length && { next: end }) };
}

function assertNotSettings(id: string): void {
  if (id === settingsListId)
    throw new Problem("CONFLICT", "This list is the file of the settings: change the file.");
}

/** It stands with the list already, and the next one has its turn. */
function ignoreProblem(error: unknown): void {
  if (!(error instanceof Problem)) throw error;
}
