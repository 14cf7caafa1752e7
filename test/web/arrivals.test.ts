import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noteArrival, timeInTurn } from "../../web/arrivals.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the time that work has in a turn of the event loop", () => {
  it("is short while connections come in, of which Node accepts one a turn, and as usual afterwards", () => {
    noteArrival();
    expect(timeInTurn(2)).toBe(0.1);
    expect(timeInTurn(0.05)).toBe(0.05);
    vi.advanceTimersByTime(19);
    expect(timeInTurn(2)).toBe(0.1);
    vi.advanceTimersByTime(1);
    expect(timeInTurn(2)).toBe(2);
  });
});
