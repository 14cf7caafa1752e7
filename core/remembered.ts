/** Longer texts are rare among what is asked again, and would make what is kept too large. */
const maxLength = 2_048;

/**
 * Remembers what a function said about each of the last texts that it was asked about: at least `minimum` of them, and at most
 * twice as many. What is said must follow from the text alone, and be nothing that those who are told could change. What the
 * function throws, and `undefined`, are not remembered.
 *
 * There are two generations: a new one begins when one is full, and what is asked for again moves into it. So an answer
 * that is known costs one look.
 */
export function remembered<Value>(minimum: number, say: (text: string) => Value): (text: string) => Value {
  let recent = new Map<string, Value>();
  let older: ReadonlyMap<string, Value> = new Map();
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    if (text.length > maxLength) return say(text);
    const own = ownCopy(text);
    const value = older.get(own) ?? say(own);
    if (value === undefined) return value;
    if (recent.size >= minimum) {
      older = recent;
      recent = new Map();
    }
    recent.set(own, value);
    return value;
  };
}

/** A text cut out of a document keeps all of the document in memory for as long as it lives; a copy does not. */
function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
