import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { timeInTurn } from "./arrivals.ts";

/** How long requests are begun in one turn of the event loop, when a service says nothing else. */
const usualMilliseconds = 2;

/**
 * Keeps the turns of the event loop short however many requests come at once: what does not fit into one waits, in order, for the next.
 * Node accepts one new connection a turn (libuv 1.45 and later), and between turns answers of threads come in; with long turns a thousand
 * connections would take minutes to be let in. Health checks wait for nobody.
 */
export function shortTurns(handle: RequestListener, milliseconds = usualMilliseconds): RequestListener {
  const waiting: [request: IncomingMessage, response: ServerResponse][] = [];
  let isScheduled = false;
  let end = 0;

  const begin = () => {
    end = performance.now() + timeInTurn(milliseconds);
    handleNext();
  };
  const handleNext = () => {
    const entry = waiting.shift();
    if (entry === undefined) {
      isScheduled = false;
      return;
    }
    const [request, response] = entry;
    // By then its client may have gone away.
    if (!request.destroyed) handle(request, response);
    // A tick later, so that what the request has set off by now counts too.
    if (performance.now() < end) process.nextTick(handleNext);
    else setImmediate(begin);
  };

  return (request, response) => {
    if (request.url?.startsWith("/health/")) {
      handle(request, response);
      return;
    }
    waiting.push([request, response]);
    if (!isScheduled) setImmediate(begin);
    isScheduled = true;
  };
}
