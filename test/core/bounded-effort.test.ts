import { describe, expect, it } from "vitest";
import { boundEffort } from "../../core/bounded-effort.ts";
import { Problem } from "../../core/problem/problem.ts";

describe("a bounded effort", () => {
  it("is enough for as many signatures as were allowed", () => {
    const effort = boundEffort(2);
    effort.countSignature();
    effort.countSignature();
    expect(effort.isExceeded).toBe(false);
    expect(() => effort.countSignature()).toThrow();
    expect(effort.isExceeded).toBe(true);
  });

  it("stays exceeded, and is thrown as something that nobody takes for a verdict", () => {
    const effort = boundEffort(2);
    const thrown = (() => {
      try {
        return effort.exceed();
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).not.toBeInstanceOf(Problem);
    expect(effort.isExceeded).toBe(true);
    effort.countSignature();
    expect(effort.isExceeded).toBe(true);
  });
});
