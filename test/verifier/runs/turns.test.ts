import { describe, expect, it } from "vitest";
import { createTurns } from "../../../verifier/runs/turns.ts";

describe("work in the main thread", () => {
  it("is done piece after piece, in order, and a piece that fails stops no other", async () => {
    const turns = createTurns();
    const said: string[] = [];
    const piece = (name: string) =>
      turns.run(async () => {
        said.push(`${name} begins`);
        await Promise.resolve();
        said.push(`${name} ends`);
        if (name === "b") throw new Error("b failed");
        return name;
      });
    const results = await Promise.allSettled(["a", "b", "c"].map(piece));
    expect(said).toEqual(["a", "b", "c"].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await piece("d")).toBe("d");
  });

  it("is counted while it waits for its turn", async () => {
    const turns = createTurns();
    let end = () => {};
    const piece = new Promise<void>((resolve) => {
      end = resolve;
    });
    const all = Promise.all([1, 2, 3].map(() => turns.run(() => piece)));
    expect(turns.waiting).toBe(2);
    end();
    await all;
    expect(turns.waiting).toBe(0);
  });

  it("lets others have their turn of the event loop before it is all done", async () => {
    const turns = createTurns();
    let done = 0;
    const spin = async () => {
      for (const end = performance.now() + 3; performance.now() < end; );
      done += 1;
    };
    const all = Promise.all([turns.run(spin), turns.run(spin), turns.run(spin)]);
    await new Promise(setImmediate);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(3);
    await all;
    expect(done).toBe(3);
  });
});
