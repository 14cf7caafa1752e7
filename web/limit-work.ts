import type { RequestHandler } from "express";
import { Problem } from "../core/problem/problem.ts";
import { createRefusalPace } from "./refusal-pace.ts";

/** A bound on how many requests of some kind are worked on at a time. */
export interface WorkLimit {
  /** Refuses a request before its body is read while there is no room (`OVERLOADED`). */
  refuseWhenFull: RequestHandler;
  /** Does the work of a request whose body is there. Throws `OVERLOADED` when the room was taken meanwhile. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Makes a bound that answers overload with 503, so that whoever is let in is served within a short time and memory stays bounded.
 * A client that sends its body slowly takes no room meanwhile. Whoever finds room when the turn to be refused comes is let in.
 */
export function limitWork(maximum: number): WorkLimit {
  let underWay = 0;
  const pace = createRefusalPace();
  const assertRoom = async () => {
    if (underWay >= maximum) await pace();
    if (underWay >= maximum)
      throw new Problem("OVERLOADED", "Too many requests are being worked on; try again.");
  };
  const leave = () => {
    underWay -= 1;
  };
  const runIn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    underWay += 1;
    return Promise.resolve().then(work).finally(leave);
  };
  return {
    refuseWhenFull: async (_request, response, next) => {
      await assertRoom();
      // Whoever went away meanwhile has no body to read.
      if (!response.closed) next();
    },
    // Chained and not awaited, so that nothing here holds on to the work once it has begun.
    run: (work) => assertRoom().then(() => runIn(work)),
  };
}
