import type { RegExpEngine } from "ajv/dist/types/index.js";
import { Problem } from "../problem/problem.ts";

/** Backtracking takes at least quadratic time for many a pattern: longer texts than any name, address or note are not tried. */
const maximumLength = 4096;

/**
 * Regular expressions for the patterns of schemas: whoever runs the verifier wrote these, but a stranger chose the text.
 *
 * @throws {@link Problem} `TOO_COSTLY` from `test`, for a text of more than 4096 characters.
 */
export const boundedRegExp: RegExpEngine = Object.assign(
  (pattern: string, flags: string) => {
    const expression = new RegExp(pattern, flags);
    return {
      test: (text: string) => {
        if (text.length > maximumLength) {
          throw new Problem(
            "TOO_COSTLY",
            "A text is too long to be matched against the pattern of its schema",
          );
        }
        return expression.test(text);
      },
    };
  },
  { code: "new RegExp" },
);
