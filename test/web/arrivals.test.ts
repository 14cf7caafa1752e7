import type { IncomingMessage, ServerResponse } from "node:http";
import express from "express";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createShortTurns } from "../../issuer/store/short-turns.ts";
import { createTurns } from "../../verifier/runs/turns.ts";
import { noteArrival, timeInTurn } from "../../web/arrivals.ts";
import { listen } from "../../web/listen.ts";
import { shortTurns } from "../../web/short-turns.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** Takes longer than work may in a turn while connections come in, and shorter than it may otherwise. */
function work(): void {
  for (const end = performance.now() + 0.2; performance.now() < end; );
}

describe("the time that work has in a turn of the event loop", () => {
  it("is short while connections come in, of which Node accepts one a turn, and as usual afterwards", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    noteArrival();
    expect(timeInTurn(2)).toBe(0.1);
    expect(timeInTurn(0.05)).toBe(0.05);
    vi.advanceTimersByTime(19);
    expect(timeInTurn(2)).toBe(0.1);
    vi.advanceTimersByTime(1);
    expect(timeInTurn(2)).toBe(2);
  });

  it("is short after a service has accepted a connection", async () => {
    const service = await listen(express(), { host: "127.0.0.1", port: 0 });
    vi.useFakeTimers({ toFake: ["performance"] });
    noteArrival();
    vi.advanceTimersByTime(1_000);
    expect(timeInTurn(2)).toBe(2);
    await fetch(`${service.url}/`);
    expect(timeInTurn(2)).toBe(0.1);
    await service.stop();
  });

  it.each<[string, (done: () => void) => () => void]>([
    [
      "requests",
      (done) => {
        const handle = shortTurns(done, 50);
        return () => handle({ url: "/" } as IncomingMessage, {} as ServerResponse);
      },
    ],
    [
      "short verifications",
      (done) => {
        const turns = createTurns();
        return () => void turns.run(async () => done());
      },
    ],
    [
      "transactions and signatures",
      (done) => {
        const shareTurns = createShortTurns(50);
        return () => void shareTurns(async () => done());
      },
    ],
  ])("lets %s have one piece in each turn then", async (_name, prepare) => {
    let pieces = 0;
    const begin = prepare(() => {
      noteArrival();
      work();
      pieces += 1;
    });
    noteArrival();
    for (let index = 0; index < 5; index += 1) begin();
    const seen: number[] = [];
    while (pieces < 5) {
      const before = pieces;
      await new Promise(setImmediate);
      seen.push(pieces - before);
    }
    expect(Math.max(...seen)).toBe(1);
  });
});
