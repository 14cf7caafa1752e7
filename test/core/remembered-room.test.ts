import { expect, test } from "vitest";
import { remembered } from "../../core/remembered.ts";

const counting = (minimum: number) => {
  const asked: string[] = [];
  const answer = remembered(minimum, (text) => {
    asked.push(text);
    return text.startsWith("nothing") ? undefined : text.length;
  });
  return { asked, answer };
};

test("texts about which there is nothing to say drive out no others, however many they are", () => {
  const { asked, answer } = counting(1);
  answer("a");
  for (let number = 0; number < 9; number += 1) expect(answer(`nothing/${number}`)).toBeUndefined();
  answer("a");
  expect(asked.filter((text) => text === "a")).toHaveLength(1);
});

test("a text of 2,048 characters is remembered, and of 2,049 it is not", () => {
  const { asked, answer } = counting(4);
  for (const text of ["x".repeat(2_048), "y".repeat(2_049)]) {
    for (let time = 0; time < 3; time += 1) expect(answer(text)).toBe(text.length);
  }
  expect(asked.map(([letter]) => letter)).toEqual(["x", "y", "y", "y"]);
});
