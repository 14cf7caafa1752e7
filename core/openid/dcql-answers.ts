import type { DcqlMatch, ParsedDcqlQuery } from "./dcql.ts";

/** One way to answer a query: the id of the candidate for each credential query that is answered. */
export type DcqlAnswer = ReadonlyMap<string, string>;

/** More ways than anybody would read; beyond, the first ones count. */
const maximumAnswers = 30;

/**
 * Every way to answer a query with one credential for each part, the asker's preferred options first: OpenID4VP 1.0, 6.4.2.
 * Optional sets are left out, so that no more is shown than was demanded.
 */
export function dcqlAnswers(query: ParsedDcqlQuery, match: DcqlMatch): DcqlAnswer[] {
  const isHeld = (id: string) => match.credentials.get(id)?.length !== 0;
  // What cannot be answered is left out first: else it would use up the ways that are looked at.
  const required = query.sets
    ?.filter((set) => set.required)
    .map(({ options }) => options.filter((option) => option.every(isHeld)));
  const combinations = product(required ?? [[query.queries.map(({ id }) => id)]]);
  const ways = combinations.flatMap((options) => {
    const ids = [...new Set(options.flat())];
    return product(ids.map((id) => match.credentials.get(id) ?? [])).map((credentials) =>
      ids.map((id, position): [string, string] => [id, String(credentials[position])]),
    );
  });
  const distinct = new Map(ways.map((way) => [JSON.stringify(way.toSorted()), new Map(way)]));
  return [...distinct.values()].slice(0, maximumAnswers).filter(({ size }) => size > 0);
}

/** Each way to take one of every list, in order; bounded, because lists multiply. */
function product<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  return lists.reduce<Item[][]>(
    (ways, list) => ways.flatMap((way) => list.map((item) => [...way, item])).slice(0, maximumAnswers),
    [[]],
  );
}
