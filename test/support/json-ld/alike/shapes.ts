import type { Draws } from "../draws.ts";

/** Something said of blank nodes, which are numbered from 0: subject, property, object. */
export type Said = readonly [subject: number, property: string, object: number | string];

/** What is copied: the first node is the one that it hangs on. */
export const shapes: Readonly<Record<string, (draws: Draws) => Said[]>> = {
  leaf: () => [[0, "type", "T"]],
  star: (draws) => range(1 + draws.below(3)).map((arm): Said => [0, draws.pick(["p", "q", "r"]), arm + 1]),
  chain: (draws) => range(1 + draws.below(4)).map((link): Said => [link, "next", link + 1]),
  "chain upwards": (draws) => range(1 + draws.below(3)).map((link): Said => [link + 1, "next", link]),
  tree: () => [
    [0, "p", 1],
    [0, "q", 2],
    [1, "p", 3],
    [2, "p", 4],
  ],
  twins: () => [
    [0, "p", 1],
    [0, "p", 2],
  ],
  "twins with names": () => [
    [0, "p", 1],
    [0, "p", 2],
    [1, "name", '"1"'],
    [2, "name", '"2"'],
  ],
  "two ways to one node": () => [
    [0, "p", 1],
    [0, "q", 2],
    [1, "r", 3],
    [2, "r", 3],
  ],
  cycle: (draws) => {
    const length = 2 + draws.below(4);
    return range(length).map((node): Said => [node, "next", (node + 1) % length]);
  },
  "cycle with a name": () => [
    [0, "next", 1],
    [1, "next", 2],
    [2, "next", 0],
    [1, "name", '"1"'],
  ],
  "two properties": () => [
    [0, "p", 1],
    [0, "q", 1],
  ],
  list: () => [
    [0, "list", 1],
    [1, "first", '"1"'],
    [1, "rest", 2],
    [2, "first", '"2"'],
    [2, "rest", "nil"],
  ],
};

/** The numbers below one. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
