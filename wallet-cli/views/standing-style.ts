import type { Standing } from "../credentials/credential-facts.ts";
import type { Style } from "../terminal/line.ts";

/** How a standing is coloured: only what is in force is green. */
export const standingStyles: Record<Standing, Style> = {
  valid: "green",
  expired: "red",
  "not yet valid": "yellow",
  revoked: "red",
  suspended: "red",
  "not checked": "yellow",
};
