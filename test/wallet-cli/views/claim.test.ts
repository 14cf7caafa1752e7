import { expect, test } from "vitest";
import { quotedClaim } from "../../../wallet-cli/views/claim.ts";

test.each([
  ["Micro-internship", '"Micro-internship"'],
  ['Work", issued by “your bank”', `"Work', issued by 'your bank'"`],
  ["Work ✔\nVerified", '"Work * Verified"'],
  ["Work\u001b[2J\u202e", '"Work"'],
])("foreign words in quotation marks stay inside: %j", (text, expected) => {
  expect(quotedClaim(text)).toBe(expected);
});
