import type { Request, RequestHandler, Response } from "express";
import { Problem } from "../core/problem/problem.ts";

interface AtOnceOptions {
  /** How many requests of one sender may be under way. */
  maximum: number;
  /** Whose request this is: its address says when absent. */
  senderOf?: (request: Request, response: Response) => string;
  /** What whoever has too many is told. */
  words?: string;
}

/**
 * Refuses, before its body is read, a request of somebody who has too many under way (`OVERLOADED`): for bodies that are large and held in
 * memory, so that no sender fills it.
 */
export function limitAtOnce({
  maximum,
  senderOf = ({ ip }) => ip ?? "",
  words = "Too many uploads at once; try again.",
}: AtOnceOptions): RequestHandler {
  const underWay = new Map<string, number>();
  return (request, response, next) => {
    // Who has gone away meanwhile would never be heard to leave.
    if (response.closed) return;
    const sender = senderOf(request, response);
    const count = underWay.get(sender) ?? 0;
    if (count >= maximum) throw new Problem("OVERLOADED", words);
    underWay.set(sender, count + 1);
    response.once("close", () => {
      const left = (underWay.get(sender) ?? 1) - 1;
      if (left > 0) underWay.set(sender, left);
      else underWay.delete(sender);
    });
    next();
  };
}
