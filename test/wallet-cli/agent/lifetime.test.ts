import { describe, expect, test } from "vitest";
import { parseLifetime } from "../../../wallet-cli/agent/lifetime.ts";

describe("how long a wallet stays unlocked", () => {
  test.each([
    ["60s", 60_000],
    ["1m", 60_000],
    ["15m", 900_000],
    ["2h", 7_200_000],
    ["12h", 43_200_000],
  ])("%s is understood", (text, milliseconds) => {
    expect(parseLifetime(text)).toBe(milliseconds);
  });

  test.each([
    "",
    "15",
    "m",
    "0m",
    "59s",
    "13h",
    "721m",
    "-5m",
    "1.5h",
    "1e3s",
    "5 m",
    "5M",
    "1d",
    "9999999s",
    "15m\n",
    "constructor",
    "1constructor",
  ])("%j is refused", (text) => {
    expect(() => parseLifetime(text)).toThrow(expect.objectContaining({ code: "INVALID_REQUEST" }));
  });
});
