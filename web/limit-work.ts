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
  const refusal = () => new Problem("OVERLOADED", "Too many requests are being worked on; try again.");
  const leave = () => {
    underWay -= 1;
  };
  /** Looks for room and takes it in one step: of those that come at once, no more get in than fit. */
  const enter = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (underWay >= maximum) return Promise.reject(refusal());
    underWay += 1;
    return Promise.resolve().then(work).finally(leave);
  };
  return {
    refuseWhenFull: async (_request, response, next) => {
      if (underWay >= maximum) await pace();
      if (underWay >= maximum) throw refusal();
      // Whoever went away meanwhile has no body to read.
      if (!response.closed) next();
    },
    // Chained and not awaited, so that nothing here holds on to the work once it has begun.
    run: (work) => (underWay >= maximum ? pace().then(() => enter(work)) : enter(work)),
  };
}
