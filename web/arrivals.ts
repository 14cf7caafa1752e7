/** So long after a connection was accepted there may be others that wait to be. */
const crowdMilliseconds = 20;
/** Enough for one piece of work in each turn. */
const crowdedMilliseconds = 0.1;

let lastArrival = Number.NEGATIVE_INFINITY;

/** Tells that a connection was accepted just now. */
export function noteArrival(): void {
  lastArrival = performance.now();
}

/**
 * How long some kind of work may take of a turn of the event loop. Node accepts one connection a turn (libuv 1.45 and later), so while they
 * come in, each piece of work is a turn of its own: a thousand at once are in within a second, and a health check among them.
 *
 * @param usual - What it is when nobody is waiting at the door, in milliseconds.
 */
export function timeInTurn(usual: number): number {
  return performance.now() - lastArrival < crowdMilliseconds ? Math.min(usual, crowdedMilliseconds) : usual;
}
