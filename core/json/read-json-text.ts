import { Problem } from "../problem/problem.ts";
import { isExactNumber } from "./exact-number.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";
import { jsonLimits } from "./limits.ts";

const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const hexPattern = /^[0-9a-fA-F]{4}$/;
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** How far a reading goes. */
export interface JsonReading {
  /** Values of every kind in the whole document; {@link jsonLimits} by default. */
  nodes?: number;
  arrayItems?: number;
  /** Told the name of a member that occurs twice in one object; the later one counts. Without it, that is refused. */
  onRepeatedMember?: (name: string) => void;
}

/** Reads exactly one JSON value from a whole text, by the rules of `parseStrictJson`. */
export function readJsonText(text: string, reading: JsonReading = {}): JsonValue {
  return new JsonTextReader(text, reading).readDocument();
}

/** One pass over one text, by recursive descent; `jsonLimits.depth` bounds the recursion. */
class JsonTextReader {
  readonly #text: string;
  readonly #maximumNodes: number;
  readonly #maximumItems: number;
  readonly #onRepeatedMember: ((name: string) => void) | undefined;
  #position = 0;
  #nodes = 0;

  constructor(text: string, { nodes, arrayItems, onRepeatedMember }: JsonReading) {
    this.#text = text;
    this.#maximumNodes = nodes ?? jsonLimits.nodes;
    this.#maximumItems = arrayItems ?? jsonLimits.arrayItems;
    this.#onRepeatedMember = onRepeatedMember;
  }

  readDocument(): JsonValue {
    this.#skipSpace();
    if (this.#position === this.#text.length) this.#fail("The document is empty");
    const value = this.#readValue(0);
    this.#skipSpace();
    if (this.#position < this.#text.length) this.#fail("Unexpected content after the value");
    return value;
  }

  #readValue(depth: number): JsonValue {
    if (++this.#nodes > this.#maximumNodes) this.#fail(`More than ${this.#maximumNodes} values`);
    switch (this.#text.charCodeAt(this.#position)) {
      case 0x22:
        return this.#readString();
      case 0x7b:
        return this.#readObject(this.#enter(depth));
      case 0x5b:
        return this.#readArray(this.#enter(depth));
      case 0x74:
        return this.#readWord("true", true);
      case 0x66:
        return this.#readWord("false", false);
      case 0x6e:
        return this.#readWord("null", null);
      default:
        return this.#readNumber();
    }
  }

  #enter(depth: number): number {
    if (depth >= jsonLimits.depth) this.#fail(`Nested deeper than ${jsonLimits.depth}`);
    this.#position++;
    this.#skipSpace();
    return depth + 1;
  }

  #readObject(depth: number): JsonObject {
    const object: JsonObject = {};
    if (this.#take("}")) return object;
    for (;;) {
      if (this.#text[this.#position] !== '"') this.#fail("Expected a member name");
      const name = this.#readString();
      if (name === "__proto__") this.#fail("A member named __proto__ is not allowed");
      if (Object.hasOwn(object, name)) {
        if (this.#onRepeatedMember === undefined) this.#fail("A member occurs twice in one object");
        this.#onRepeatedMember(name);
      }
      this.#skipSpace();
      if (!this.#take(":")) this.#fail("Expected a colon");
      object[name] = this.#readValue(depth);
      this.#skipSpace();
      if (this.#take("}")) return object;
      if (!this.#take(",")) this.#fail("Expected a comma or the end of the object");
    }
  }

  #readArray(depth: number): JsonValue[] {
    const array: JsonValue[] = [];
    if (this.#take("]")) return array;
    for (;;) {
      if (array.length === this.#maximumItems) this.#fail(`An array longer than ${this.#maximumItems}`);
      array.push(this.#readValue(depth));
      this.#skipSpace();
      if (this.#take("]")) return array;
      if (!this.#take(",")) this.#fail("Expected a comma or the end of the array");
    }
  }

  #readString(): string {
    const start = ++this.#position;
    for (;;) {
      const unit = this.#text.charCodeAt(this.#position);
      if (unit === 0x22) return this.#text.slice(start, this.#position++);
      if (unit === 0x5c) return this.#readEscapedString(start);
      this.#checkUnit(unit);
      this.#position++;
    }
  }

  /** Goes on from the first backslash of a string that began at `start`. */
  #readEscapedString(start: number): string {
    let value = "";
    let chunk = start;
    for (;;) {
      const unit = this.#text.charCodeAt(this.#position);
      if (unit === 0x22) break;
      if (unit === 0x5c) {
        value += this.#text.slice(chunk, this.#position) + this.#readEscape();
        chunk = this.#position;
        continue;
      }
      this.#checkUnit(unit);
      this.#position++;
    }
    value += this.#text.slice(chunk, this.#position++);
    if (!value.isWellFormed()) this.#fail("A string holds a lone surrogate");
    return value;
  }

  #readEscape(): string {
    const letter = this.#text[this.#position + 1] ?? "";
    if (letter !== "u") {
      const character = escapes.get(letter);
      if (character === undefined) this.#fail("Unknown escape in a string");
      this.#position += 2;
      return character;
    }
    const digits = this.#text.slice(this.#position + 2, this.#position + 6);
    if (!hexPattern.test(digits)) this.#fail("Malformed \\u escape in a string");
    this.#position += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #checkUnit(unit: number): void {
    if (Number.isNaN(unit)) this.#fail("The text ends inside a string");
    if (unit < 0x20) this.#fail("A control character in a string");
  }

  #readNumber(): number {
    numberPattern.lastIndex = this.#position;
    const text = numberPattern.exec(this.#text)?.[0];
    if (text === undefined) this.#fail("Expected a value");
    const value = Number(text);
    if (!isExactNumber(text, value)) this.#fail("A number that cannot be kept exactly");
    this.#position += text.length;
    return value;
  }

  #readWord<Value extends JsonValue>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#position)) this.#fail("Expected a value");
    this.#position += word.length;
    return value;
  }

  #take(character: string): boolean {
    if (this.#text[this.#position] !== character) return false;
    this.#position++;
    this.#skipSpace();
    return true;
  }

  #skipSpace(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.#position);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.#position++;
    }
  }

  #fail(words: string): never {
    throw new Problem("PARSING_ERROR", `${words}, at position ${this.#position}`);
  }
}
