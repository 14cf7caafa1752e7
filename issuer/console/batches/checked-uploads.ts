/** A spreadsheet that was checked and found good, until somebody says that it is to be run. */
export interface CheckedUpload {
  slug: string;
  /** As it was named, or what it was called for want of a name. */
  name: string;
  bytes: Uint8Array;
  rows: number;
}

/** The spreadsheets that wait for a yes: a few, in memory, and not for long. */
export interface CheckedUploads {
  keep(upload: CheckedUpload): string;
  find(slug: string, id: string): CheckedUpload | undefined;
  remove(id: string): void;
}

const maximum = 8;
const maximumForEach = 2;
const lifetimeMilliseconds = 30 * 60_000;

/**
 * Makes the register of checked spreadsheets, whose size the form for them bounds: at most eight, and two for each employer, so that none
 * displaces all the others. The oldest goes when there would be more.
 */
export function createCheckedUploads(options: {
  now: () => Date;
  random: (size: number) => Uint8Array;
}): CheckedUploads {
  const uploads = new Map<string, CheckedUpload & { endsAt: number }>();
  return {
    keep(upload) {
      const own = [...uploads].filter(([, { slug }]) => slug === upload.slug).map(([known]) => known);
      if (own.length >= maximumForEach && own[0] !== undefined) uploads.delete(own[0]);
      const id = Buffer.from(options.random(16)).toString("hex");
      uploads.set(id, { ...upload, endsAt: options.now().getTime() + lifetimeMilliseconds });
      const [oldest] = uploads.keys();
      if (uploads.size > maximum && oldest !== undefined) uploads.delete(oldest);
      return id;
    },
    find(slug, id) {
      const upload = uploads.get(id);
      if (upload === undefined || upload.slug !== slug) return undefined;
      if (upload.endsAt > options.now().getTime()) return upload;
      uploads.delete(id);
      return undefined;
    },
    remove: (id) => void uploads.delete(id),
  };
}
