import { describe, expect, it } from "vitest";
import { type BoundedEffort, boundEffort } from "../../core/bounded-effort.ts";
import { Problem } from "../../core/problem/problem.ts";

describe("a bounded effort", () => {
  it.each<[string, (effort: BoundedEffort) => void]>([
    ["proofs", (effort) => effort.countProof()],
    ["contexts", (effort) => effort.countContext()],
    ["values", (effort) => effort.countValues(1)],
    ["characters", (effort) => effort.countCharacters(1)],
  ])("is enough for as many %s as were allowed", (what, count) => {
    const effort = boundEffort({ proofs: 9, contexts: 9, values: 9, characters: 9, [what]: 2 });
    count(effort);
    count(effort);
    expect(effort.isExceeded).toBe(false);
    expect(() => count(effort)).toThrow();
    expect(effort.isExceeded).toBe(true);
  });

  it("stays exceeded, and is thrown as something that nobody takes for a verdict", () => {
    const effort = boundEffort({ proofs: 2, contexts: 2, values: 2, characters: 2 });
    const thrown = (() => {
      try {
        return effort.exceed();
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).not.toBeInstanceOf(Problem);
    expect(effort.isExceeded).toBe(true);
    effort.countProof();
    expect(effort.isExceeded).toBe(true);
  });
});
