import fc, { type Arbitrary } from "fast-check";

/**
 * A source of choices that a document is made from, so that the same numbers always make the same document. Where the numbers end,
 * every choice falls on the first and simplest alternative: few numbers make a small document.
 */
export interface Draws {
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number;
  chance(percent: number): boolean;
  pick<T>(alternatives: readonly T[]): T;
  /** Picks by name and notes the name, so that a test can tell what never occurred. */
  pickNamed<T>(alternatives: Readonly<Record<string, T>>): T;
  shuffled<T>(items: readonly T[]): T[];
  /** The names picked so far. */
  readonly features: ReadonlySet<string>;
}

/** Choices from numbers below 2^16. */
export function drawsFrom(numbers: readonly number[]): Draws {
  let at = 0;
  const features = new Set<string>();
  const below = (bound: number) => Math.floor(((numbers[at++] ?? 0) / 2 ** 16) * bound);
  const pick = <T>(alternatives: readonly T[]): T => {
    if (alternatives.length === 0) throw new TypeError("There is nothing to pick from");
    return alternatives[below(alternatives.length)] as T;
  };
  return {
    below,
    // The end of the numbers is a zero, which must mean no.
    chance: (percent) => below(100) >= 100 - percent,
    pick,
    pickNamed: (alternatives) => {
      const name = pick(Object.keys(alternatives));
      features.add(name);
      return alternatives[name] as (typeof alternatives)[string];
    },
    shuffled: (items) => {
      const rest = [...items];
      return items.map(() => rest.splice(below(rest.length), 1)[0] as (typeof items)[number]);
    },
    features,
  };
}

/** Numbers for one document: few or many, so that documents are small and large. */
export const numbersOfADocument: Arbitrary<number[]> = fc.array(
  fc.noBias(fc.integer({ min: 0, max: 2 ** 16 - 1 })),
  { minLength: 20, maxLength: 400, size: "max" },
);
