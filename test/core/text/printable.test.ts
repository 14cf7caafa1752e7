import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../../core/text/printable.ts";
import { workMilliseconds } from "../../support/work-time.ts";

describe("printable", () => {
  test.each([
    ["a colour sequence", "a\u001b[31mb", "ab"],
    ["a cursor movement", "a\u001b[2J\u001b[1;1Hb", "ab"],
    ["a C1 control sequence", "a\u009b31mb", "ab"],
    ["a window title (OSC, BEL)", "a\u001b]0;owned\u0007b", "ab"],
    ["a hyperlink (OSC 8, ST)", "\u001b]8;;https://evil.example\u001b\\ab\u001b]8;;\u001b\\", "ab"],
    ["an OSC string without an end", "a\u001b]52;c;ZXZpbA==", "a"],
    ["an OSC string that another sequence cuts off", "a\u001b]0;owned\u001b[31mb", "ab"],
    ["a device control string", "a\u001bPq#0\u001b\\b", "ab"],
    ["a full reset", "a\u001bcb", "ab"],
    ["a bare escape", "ab\u001b", "ab"],
    ["a backspace and a carriage return", "revoked\b\b\r\u0000ok", "revokedok"],
    ["a right-to-left override", "a\u202eb\u2066c\u2069", "abc"],
    ["zero-width characters", "a\u200bb\u200dc\ufeffd\u2060e\u00adf", "abcdef"],
    ["tag characters", "a\u{e0041}b", "ab"],
    ["line and paragraph separators", "a\u2028b\u2029c", "abc"],
    ["blank fillers", "a\u3164b\u115fc", "abc"],
    ["a lone surrogate", "a\ud800b", "ab"],
    ["a pile of combining marks", `a${"\u0301".repeat(50)}b`, `a${"\u0301".repeat(4)}b`],
    ["honest text in many scripts", "Zoë Łukasz 東京 مرحبا 🎓 a\tb\nc", "Zoë Łukasz 東京 مرحبا 🎓 a\tb\nc"],
  ])("leaves nothing of %s that acts on a terminal", (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test.each(["\u009d", "\u0090x", "\u001b]", "\u009b0", "\u001b ", "\u0301"])(
    "goes through a text full of %j once: its time grows with the length, not with its square",
    (sequence) => {
      const text = `${sequence.repeat(100_000)}\u001b\u0001`;
      const started = workMilliseconds();
      printable(text);
      expect(workMilliseconds() - started).toBeLessThan(1000);
    },
  );

  test("gives plain text back as it is: nothing in it is a control, format, filling or combining character", () => {
    const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code));
    // The same character beside one that is looked at closely.
    const closely = (character: string) => printable(`${character}\u0301`).slice(0, -1);
    for (const character of characters.filter((one) => !/\p{M}/u.test(one)))
      expect(printable(character), JSON.stringify(character)).toBe(closely(character));
  });

  test("never lets a control or format character through, and has nothing left to do the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = printable(text);
        expect(once).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(printable(once)).toBe(once);
      }),
    );
  });
});
