import { Problem } from "../problem/problem.ts";

/** A picture like any other. */
export function noCredential(): Problem {
  return new Problem("NO_CREDENTIAL", "There is no credential in this picture.");
}

/** Nobody could say which of them is meant: Open Badges 3.0 allows one. */
export function severalCredentials(): Problem {
  return new Problem(
    "PARSING_ERROR",
    "There are several credentials in this picture, and Open Badges 3.0 allows one.",
  );
}

/** Not signed by itself: its issuer's server would have to be asked. */
export function openBadges2(): Problem {
  return new Problem(
    "UNSUPPORTED",
    "This is an Open Badges 2 badge. Only Open Badges 3.0 credentials are read here: ask its issuer for one.",
  );
}

/** Baking overwrites only when it is told to. */
export function alreadyBaked(): Problem {
  return new Problem("ALREADY_EXISTS", "There is a badge in this picture already.");
}
