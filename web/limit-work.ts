import type { RequestHandler } from "express";
import { Problem } from "../core/problem/problem.ts";

/** A bound on how many requests of some kind are worked on at a time. */
export interface WorkLimit {
  /** Refuses a request before its body is read while there is no room (`OVERLOADED`). */
  refuseWhenFull: RequestHandler;
  /** Does the work of a request whose body is there. Throws `OVERLOADED` when the room was taken meanwhile. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Makes a bound that answers overload with a quick 503, so that whoever is let in is served within a short time and memory stays bounded.
 * A client that sends its body slowly takes no room meanwhile.
 */
export function limitWork(maximum: number): WorkLimit {
  let underWay = 0;
  const assertRoom = () => {
    if (underWay >= maximum)
      throw new Problem("OVERLOADED", "Too many requests are being worked on; try again.");
  };
  return {
    refuseWhenFull: (_request, _response, next) => {
      assertRoom();
      next();
    },
    async run(work) {
      assertRoom();
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
      }
    },
  };
}
