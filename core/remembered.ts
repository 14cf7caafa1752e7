/**
 * Remembers what a function said about each of the last texts that it was asked about, at most `maximum` of them: the one that was
 * not asked about for longest is forgotten first. What is said must follow from the text alone, and be nothing that those who are
 * told could change. What the function throws, and `undefined`, are not remembered.
 */
export function remembered<Value>(maximum: number, say: (text: string) => Value): (text: string) => Value {
  const entries = new Map<string, { own: string; value: Value }>();
  return (text) => {
    const entry = entries.get(text) ?? answer(text);
    if (entry.value === undefined) return entry.value;
    // A Map keeps its entries in the order in which they were put there: this one is now the newest.
    entries.delete(entry.own);
    entries.set(entry.own, entry);
    if (entries.size > maximum) forgetOldest(entries);
    return entry.value;
  };

  function answer(text: string): { own: string; value: Value } {
    const own = ownCopy(text);
    return { own, value: say(own) };
  }
}

function forgetOldest(entries: Map<string, unknown>): void {
  for (const oldest of entries.keys()) {
    entries.delete(oldest);
    return;
  }
}

/** A text cut out of a document keeps all of the document in memory for as long as it lives; a copy does not. */
function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
