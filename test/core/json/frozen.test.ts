import { expect, test } from "vitest";
import { frozen } from "../../../core/json/frozen.ts";

test("nothing in a frozen value can be changed, at any depth", () => {
  const value = frozen({ list: [{ member: { inner: 1 } }], none: null, text: "a" });
  expect(value).toEqual({ list: [{ member: { inner: 1 } }], none: null, text: "a" });
  expect(() => Object.assign(value, { text: "b" })).toThrow(TypeError);
  expect(() => value.list.push({ member: { inner: 2 } })).toThrow(TypeError);
  expect(() => Object.assign(value.list[0]?.member ?? {}, { inner: 2 })).toThrow(TypeError);
});
