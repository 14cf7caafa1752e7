/** The clocks that an agent goes by, in milliseconds. */
export interface Clocks {
  /** Since 1970; somebody may set it. */
  readonly wall: () => number;
  /** Since some moment; nobody can set it, but it may stand still while the machine sleeps. */
  readonly monotonic: () => number;
}

/** For how long a key is kept, at most: 12 hours. */
export const longestLifetime = 12 * 60 * 60 * 1000;

/**
 * Says whether a moment has come, by the one clock or the other: a machine that slept, or whose clock was set back, has no longer.
 *
 * @param until - Milliseconds since 1970; more than {@link longestLifetime} away counts as that.
 */
export function deadline(until: number, clocks: Clocks): () => boolean {
  const lifetime = Math.min(until - clocks.wall(), longestLifetime);
  const [lastWall, lastMonotonic] = [clocks.wall() + lifetime, clocks.monotonic() + lifetime];
  // Not "later than": what is no number is over.
  return () => !(clocks.wall() < lastWall && clocks.monotonic() < lastMonotonic);
}
