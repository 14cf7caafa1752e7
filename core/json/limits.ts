/**
 * What a JSON document may at most be, whoever sent it: far above every credential in use, and far below
 * what makes the quadratic parts of JSON-LD processing hurt.
 */
export const jsonLimits = {
  /** Containers inside containers; a scalar at the top has depth 0. */
  depth: 32,
  /** Values of every kind, containers included. */
  nodes: 20_000,
  arrayItems: 200,
} as const;
