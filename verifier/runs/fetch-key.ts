/** By what the outcome of a fetch is found again: where from, what was accepted, how much of it. */
export function fetchKey(url: string, { accept, maxBytes }: { accept: string; maxBytes?: number }): string {
  return JSON.stringify([url, accept, maxBytes]);
}

/** Whether a key is of a fetch from this address. */
export function isFetchFrom(url: string, key: string): boolean {
  return key.startsWith(`[${JSON.stringify(url)},`);
}
