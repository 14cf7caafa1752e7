import { describe, expect, test } from "vitest";
import { keyInAnswer, parseRequest, writeAnswer, writeRequest } from "../../../wallet-cli/agent/messages.ts";
import { deadline, longestLifetime } from "../../../wallet-cli/agent/process/deadline.ts";
import { KeptKey } from "../../../wallet-cli/agent/process/kept-key.ts";

const start = Date.parse("2026-11-29T12:00:00Z");
const minute = 60_000;

/** Two clocks, each set by hand. */
function handSet(): { wall: number; monotonic: number } {
  return { wall: start, monotonic: 5_000 };
}

describe("the deadline of an unlocked wallet", () => {
  test.each<[string, number, number, boolean]>([
    ["just begun", 0, 0, false],
    ["a moment before", 15 * minute - 1, 15 * minute - 1, false],
    ["reached", 15 * minute, 15 * minute, true],
    ["passed while the machine slept and the monotonic clock stood still", 15 * minute, minute, true],
    ["passed though somebody set the wall clock back", -minute, 15 * minute, true],
    ["told by a wall clock that is no clock", Number.NaN, minute, true],
  ])("%s", (_, wallPassed, monotonicPassed, isOver) => {
    const clock = handSet();
    const over = deadline(start + 15 * minute, { wall: () => clock.wall, monotonic: () => clock.monotonic });
    clock.wall += wallPassed;
    clock.monotonic += monotonicPassed;
    expect(over()).toBe(isOver);
  });

  test.each<[string, number, number]>([
    ["is never more than twelve hours away", Number.MAX_SAFE_INTEGER, longestLifetime],
    ["in the past is over at once", start - 1, 0],
    ["that is no number is over at once", Number.NaN, 0],
  ])("%s", (_, until, passed) => {
    const clock = handSet();
    const over = deadline(until, { wall: () => clock.wall, monotonic: () => clock.monotonic });
    clock.wall += passed;
    expect(over()).toBe(true);
  });
});

describe("a kept key", () => {
  const derivation = new Uint8Array(42).fill(7);
  const keep = (isOver = () => false) => {
    const bytes = new Uint8Array(32).fill(9);
    return { bytes, key: new KeptKey({ bytes, derivation, isOver }) };
  };
  const askedFor = (asked: Uint8Array, key: KeptKey) =>
    keyInAnswer(key.answerTo({ ask: "key", derivation: asked }));

  test("is given out for its own derivation, and for none that differs in one byte or in length", () => {
    const { bytes, key } = keep();
    expect(askedFor(derivation, key)).toEqual(Buffer.from(bytes));
    for (let place = 0; place < derivation.length; place++) {
      expect(askedFor(derivation.with(place, 8), key)).toBeUndefined();
    }
    expect(askedFor(derivation.subarray(1), key)).toBeUndefined();
    expect(askedFor(new Uint8Array(43).fill(7), key)).toBeUndefined();
  });

  test("is wiped, and not given out, when it is asked for after its time: no timer has to have gone off", () => {
    let isOver = false;
    const { bytes, key } = keep(() => isOver);
    isOver = true;
    expect(askedFor(derivation, key)).toBeUndefined();
    expect(bytes).toEqual(new Uint8Array(32));
    isOver = false; // clocks that go back bring nothing back
    expect(key.isOver).toBe(true);
    expect(askedFor(derivation, key)).toBeUndefined();
  });

  test("leaves no byte behind when it is wiped", () => {
    const { bytes, key } = keep();
    key.wipe();
    expect(bytes).toEqual(new Uint8Array(32));
    expect(askedFor(derivation, key)).toBeUndefined();
  });
});

describe("the messages between stint and an agent", () => {
  test("say the same on both sides", () => {
    const derivation = Uint8Array.from({ length: 42 }, (_, index) => index * 5);
    const line = writeRequest({ ask: "key", derivation });
    expect(parseRequest(line.slice(0, -1))).toEqual({ ask: "key", derivation: Buffer.from(derivation) });
    expect(parseRequest(writeRequest({ ask: "end" }).slice(0, -1))).toEqual({ ask: "end" });
  });

  test.each([
    "",
    "key",
    "key ",
    "key a b",
    "KEY AAAA",
    " end",
    "end ",
    "ende",
    `key ${"A".repeat(201)}`,
    "key AAAA=",
  ])("%j asks for nothing", (line) => {
    expect(parseRequest(line)).toBeUndefined();
  });

  test("hold a key only when it is whole", () => {
    const key = new Uint8Array(32).fill(3);
    expect(keyInAnswer(writeAnswer(key))).toEqual(Buffer.from(key));
    for (const answer of [
      writeAnswer(),
      writeAnswer(key.subarray(1)),
      Buffer.from("no\n"),
      Buffer.alloc(35),
    ]) {
      expect(keyInAnswer(answer)).toBeUndefined();
    }
    expect(keyInAnswer(Buffer.concat([writeAnswer(key), key]))).toBeUndefined();
  });
});
