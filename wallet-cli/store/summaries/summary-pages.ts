import { readRecord } from "../read-record.ts";
import type { Changes, SealedDatabase } from "../sealed-database.ts";
import { decodeRecord, encodeRecord, type InventoryEntry } from "../wallet-records.ts";
import { type CredentialSummary, summaryForm, summaryOf } from "./credential-summary.ts";

/** A summary and the digest of the sealed record that it was made from: it counts for exactly these bytes. */
interface PageEntry extends InventoryEntry {
  readonly summary: CredentialSummary;
}

interface Page {
  readonly form: number;
  readonly entries: readonly PageEntry[];
}

const digits = "0123456789abcdef";

/**
 * The summaries of all credentials, in sixteen sealed records by the first digit of the record id, so that one more credential rewrites a
 * sixteenth of them. Nothing rests on them: whatever does not belong to the bytes that are stored counts as absent, and is made anew from the record.
 */
export class SummaryPages {
  readonly #database: SealedDatabase;

  constructor(database: SealedDatabase) {
    this.#database = database;
  }

  /**
   * The summaries of all records, by record id and in their order. What is absent, as all are in wallets of earlier versions, is made and kept.
   *
   * @throws {@link Problem} `CANNOT_OPEN` when a byte of a page was changed; what {@link readRecord} throws.
   */
  async all(records: readonly InventoryEntry[]): Promise<Map<string, CredentialSummary>> {
    const pages = await Promise.all([...digits].map((digit) => this.#readPage(`index-${digit}`)));
    const known = fitting(pages.flat(), records);
    const made = new Map<string, CredentialSummary>();
    const all = new Map<string, CredentialSummary>();
    for (const entry of records) {
      const summary =
        known.get(entry.id) ?? summaryOf(await readRecord<"credentials">(this.#database, entry));
      if (!known.has(entry.id)) made.set(entry.id, summary);
      all.set(entry.id, summary);
    }
    if (made.size > 0) await this.#database.write(await this.change(made, records));
    return all;
  }

  /**
   * The pages that change with some of the credentials, sealed, to be written along with these.
   *
   * @param changed - By record id: the new summaries, and `undefined` for what was removed.
   * @param records - All records as they will be then.
   */
  async change(
    changed: ReadonlyMap<string, CredentialSummary | undefined>,
    records: readonly InventoryEntry[],
  ): Promise<Changes> {
    const changes: Changes = new Map();
    for (const page of new Set([...changed.keys()].map(pageOf))) {
      const here = records.filter(({ id }) => pageOf(id) === page);
      const before = fitting(await this.#readPage(page), here);
      const entries = here.flatMap(({ id, digest }) => {
        const summary = changed.get(id) ?? before.get(id);
        return summary === undefined ? [] : [{ id, digest, summary }];
      });
      changes.set(page, this.#database.seal(page, encodeRecord({ form: summaryForm, entries })));
    }
    return changes;
  }

  async #readPage(page: string): Promise<readonly PageEntry[]> {
    const sealed = await this.#database.read(page);
    if (sealed === undefined) return [];
    const { form, entries } = decodeRecord<Page>(this.#database.open(page, sealed));
    return form === summaryForm ? entries : [];
  }
}

/** Record ids are "r-" and an HMAC in hexadecimal. */
function pageOf(recordId: string): string {
  return `index-${recordId.charAt(2)}`;
}

function fitting(
  entries: readonly PageEntry[],
  records: readonly InventoryEntry[],
): Map<string, CredentialSummary> {
  const digests = new Map(records.map(({ id, digest }) => [id, digest]));
  const belonging = entries.filter(({ id, digest }) => digests.get(id) === digest);
  return new Map(belonging.map(({ id, summary }) => [id, summary]));
}
