import { offeredParts } from "../../core/credential/micro-internship/parts/choose-parts.ts";
import { type Part, partNames } from "../../core/credential/micro-internship/parts/part.ts";
import { partsAskedFor } from "../../core/openid/asked-parts.ts";
import type { AuthorizationRequest } from "../../core/openid/authorization-request.ts";
import { baseProofsOf } from "../disclosure/base-proofs.ts";
import type { Answer } from "./answers.ts";

/** The parts that would do for an answer, in the way that the asker prefers; `undefined` when one of its credentials can only be shown whole. */
export function leastParts(answer: Answer, { query }: AuthorizationRequest): Part[] | undefined {
  const parts = new Set<Part>();
  for (const [id, held] of answer) {
    const [base] = baseProofsOf(held);
    const condition = query.conditions.get(id);
    if (base === undefined || condition === undefined || typeof held.credential === "string")
      return undefined;
    const { free } = offeredParts(held.credential, base.mandatoryPointers);
    const [preferred = []] = partsAskedFor(held.credential, condition, free);
    for (const part of preferred) parts.add(part);
  }
  return partNames.filter((part) => parts.has(part));
}
