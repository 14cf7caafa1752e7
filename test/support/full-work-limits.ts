import { limitWork, type WorkLimit } from "../../web/limit-work.ts";

const full = limitWork(0);

/** No room when a request comes, and no room only by the time its body is there. */
export const fullWorkLimits: [when: string, limit: WorkLimit][] = [
  ["before the body is read", full],
  ["when the body is there", { ...full, refuseWhenFull: (_request, _response, next) => next() }],
];
