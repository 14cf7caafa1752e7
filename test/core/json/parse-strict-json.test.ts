import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStrictJson } from "../../../core/json/parse-strict-json.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { workMilliseconds } from "../../support/work-time.ts";

const limits = { maxBytes: 1_000_000 };
const parse = (input: string | Uint8Array) => parseStrictJson(input, limits);
const bytes = (...values: number[]) => Uint8Array.from(values);

function problemOf(input: string | Uint8Array): Problem {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("It was accepted");
}

describe("strict JSON", () => {
  test.each<[name: string, text: string]>([
    ["scalars", '[true, false, null, 0, -1, 12.5, "a"]'],
    ["space of all four kinds", ' \t\r\n{ "a" :\n[ 1 , 2 ] , "b" : { } }\r\n'],
    ["empty containers", '{"a": [], "b": {}}'],
    ["every escape", '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00"'],
    ["an escape in a member name", '{"\\u0061": 1}'],
    ["members named like methods of objects", '{"constructor": 1, "toString": 2, "hasOwnProperty": 3}'],
    ["an empty member name", '{"": 1}'],
    ["text outside the basic plane", '"\u{1F600}é"'],
    ["1.0", "1.0"],
    ["1e2", "1e2"],
    ["0.10", "0.10"],
    ["minus zero", "-0"],
    ["zero with any exponent", "0e400"],
    ["the largest double", "1.7976931348623157e308"],
    ["the smallest double", "5e-324"],
    ["the largest safe integer", "9007199254740991"],
    ["a power of two above it", "9007199254740992"],
    ["1E+21 in long", "1000000000000000000000"],
    ["trailing zeros", "0.1000000000000000000000000"],
    ["a whole number with a negative exponent", "1500e-2"],
  ])("reads %s as JSON.parse does", (_name, text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
    expect(parse(new TextEncoder().encode(text))).toEqual(JSON.parse(text));
  });

  test.each<[name: string, input: string | Uint8Array]>([
    ["nothing", ""],
    ["only space", " \n"],
    ["a byte order mark in text", "\uFEFF{}"],
    ["a byte order mark in bytes", bytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d)],
    ["UTF-16 bytes", bytes(0x7b, 0x00, 0x7d, 0x00)],
    ["a stray continuation byte", bytes(0x22, 0x80, 0x22)],
    ["an overlong encoding", bytes(0x22, 0xc0, 0xaf, 0x22)],
    ["a surrogate encoded in UTF-8", bytes(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ["a lone surrogate in text", '"\uD800"'],
    ["a lone high surrogate by escape", '"\\uD800"'],
    ["a lone low surrogate by escape", '"x\\uDC00y"'],
    ["surrogates in the wrong order", '"\\uDE00\\uD83D"'],
    ["a lone surrogate in a member name", '{"\\uD800": 1}'],
    ["a member twice", '{"a": 1, "a": 1}'],
    ["a member twice, once by escape", '{"a": 1, "\\u0061": 1}'],
    ["a member twice far inside", '[{"b": {"a": 1, "c": 2, "a": 3}}]'],
    ["a method's name twice", '{"toString": 1, "toString": 1}'],
    ["__proto__", '{"__proto__": {"isAdmin": true}}'],
    ["__proto__ by escape", '{"\\u005f_proto__": 1}'],
    ["content behind the value", "{} {}"],
    ["a comma behind the value", "{},"],
    ["a NUL behind the value", "{}\0"],
    ["a comma too many in an array", "[1,]"],
    ["a comma too many in an object", '{"a": 1,}'],
    ["a missing comma", "[1 2]"],
    ["a missing colon", '{"a" 1}'],
    ["a missing value", '{"a":}'],
    ["a name without quotes", "{a: 1}"],
    ["single quotes", "'a'"],
    ["a comment", "/* */ 1"],
    ["an open string", '"abc'],
    ["an open escape", '"abc\\'],
    ["an open \\u escape", '"\\u00'],
    ["an open array", "[1"],
    ["an open object", '{"a": 1'],
    ["an unknown escape", '"\\x41"'],
    ["a control character in a string", '"a\nb"'],
    ["a no-break space between", "[\u00a01]"],
    ["NaN", "NaN"],
    ["Infinity", "-Infinity"],
    ["undefined", "undefined"],
    ["half a word", "tru"],
    ["a leading zero", "01"],
    ["a leading plus", "+1"],
    ["a bare point", ".5"],
    ["nothing behind the point", "1."],
    ["nothing behind the exponent", "1e"],
    ["hexadecimal", "0x10"],
    ["2^53 + 1", "9007199254740993"],
    ["more than a double holds", "1e400"],
    ["less than a double holds", "1e-400"],
    ["digits that a double drops", "0.1000000000000000055511"],
    ["a long whole number", "123456789012345678"],
    ["an endless exponent", "1e99999999999999999999"],
    ["a number too exact, deep inside", '{"a": [{"b": -3.14159265358979323846}]}'],
  ])("refuses %s", (_name, input) => {
    expect(problemOf(input).code).toBe("PARSING_ERROR");
  });

  test("takes 32 levels and refuses the 33rd", () => {
    expect(() => parse("[".repeat(32) + "]".repeat(32))).not.toThrow();
    expect(problemOf("[".repeat(33) + "]".repeat(33)).message).toMatch(/deeper than 32/);
    expect(problemOf(`${'{"a":'.repeat(33)}1${"}".repeat(33)}`).message).toMatch(/deeper than 32/);
    expect(problemOf("[".repeat(500_000)).code).toBe("PARSING_ERROR");
  });

  test("takes 200 items in an array and refuses one more", () => {
    expect(parse(`[${Array(200).fill("0").join()}]`)).toHaveLength(200);
    expect(problemOf(`[${Array(201).fill("0").join()}]`).message).toMatch(/longer than 200/);
  });

  test("takes 20,000 values and refuses one more", () => {
    const object = (members: number) =>
      `{${Array.from({ length: members }, (_, index) => `"m${index}":1`).join()}}`;
    expect(() => parse(object(19_999))).not.toThrow();
    expect(problemOf(object(20_000)).message).toMatch(/More than 20000/);
  });

  test("counts bytes, not characters, and says that the document is too large", () => {
    expect(parseStrictJson('"éé"', { maxBytes: 6 })).toBe("éé");
    for (const input of ['"éé"', new TextEncoder().encode('"éé"')]) {
      expect(() => parseStrictJson(input, { maxBytes: 5 })).toThrow(
        expect.objectContaining({ code: "CONTENT_TOO_LARGE" }),
      );
    }
  });

  test("names the position and never the input", () => {
    const { message } = problemOf('{"secret": "hunter2", "token": hunter3}');
    expect(message).toMatch(/position 31/);
    expect(message).not.toMatch(/hunter|secret|token/);
  });

  test("leaves the prototype of objects alone", () => {
    expect(Object.getPrototypeOf(parse('{"constructor": {"prototype": {"polluted": true}}}'))).toBe(
      Object.prototype,
    );
    expect("polluted" in {}).toBe(false);
  });

  test("reads a number of a million digits in no time", () => {
    const started = workMilliseconds();
    problemOf(`0.${"0".repeat(500_000)}1${"0".repeat(400_000)}1`);
    expect(workMilliseconds() - started).toBeLessThan(500);
  });

  test("reads what JSON.stringify writes, as JSON.parse does", () => {
    const value = fc.jsonValue({ maxDepth: 8, stringUnit: "binary" });
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1, "\t"), (written, space) => {
        fc.pre(!JSON.stringify(written).includes('"__proto__"'));
        const text = JSON.stringify(written, undefined, space);
        expect(parse(text)).toStrictEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test("accepts nothing that JSON.parse refuses, and reads the rest as it does", () => {
    const scrap = fc.constantFrom(
      ...'{}[],:"\\/-+.eE0129 \n',
      ...[
        '"a"',
        '"b":',
        "true",
        "false",
        "null",
        "\\u",
        "d83d",
        "1.5",
        "1e3",
        "[1]",
        '{"a":1}',
        "\u2028",
        "\0",
      ],
    );
    const text = fc.array(scrap, { maxLength: 12 }).map((parts) => parts.join(""));
    let accepted = 0;
    fc.assert(
      fc.property(text, (input) => {
        let ours: unknown;
        try {
          ours = parse(input);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          return;
        }
        accepted++;
        expect(ours).toStrictEqual(JSON.parse(input));
      }),
      { numRuns: 6000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test("refuses what JSON.parse accepts only for a reason of its own", () => {
    const scrap = fc.constantFrom(..."[],-.eE019 ", '"a"', '"b":', "{", "}", "null", "1.5");
    const own = /occurs twice|__proto__|lone surrogate|kept exactly/;
    fc.assert(
      fc.property(
        fc.array(scrap, { maxLength: 10 }).map((parts) => parts.join("")),
        (input) => {
          try {
            JSON.parse(input);
          } catch {
            return;
          }
          try {
            parse(input);
          } catch (error) {
            expect((error as Problem).message).toMatch(own);
          }
        },
      ),
      { numRuns: 6000 },
    );
  });

  test("keeps the value of every double, however it is spelled", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(14), (number, digits) => {
        expect(parse(JSON.stringify(number))).toBe(JSON.parse(JSON.stringify(number)));
        // Up to 15 digits survive a double, except where doubles get sparse near zero.
        if (Math.abs(number) < 1e-300) return;
        const rounded = number.toExponential(digits);
        if (Number.isFinite(Number(rounded))) expect(parse(rounded)).toBe(Number(rounded));
      }),
      { numRuns: 2000 },
    );
  });
});
