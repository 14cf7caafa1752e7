import type { AuthorizationRequest } from "../../../core/openid/authorization-request.ts";
import type { Answer } from "../../openid/answers.ts";
import { leastParts } from "../../openid/least-parts.ts";
import type { Line } from "../../terminal/line.ts";

/** How to show no more than is asked for, where that can be done. */
export function leastLines(answer: Answer, request: AuthorizationRequest): Line[] {
  const least = leastParts(answer, request);
  if (least === undefined) return [];
  const words = least.join(",");
  return [
    least.length === 0 ? "They ask for no part of it in particular." : `They ask for: ${least.join(", ")}.`,
    `To show that alone: stint respond LINK --reveal ${words === "" ? '""' : words}`,
  ];
}
