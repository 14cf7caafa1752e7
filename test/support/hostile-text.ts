/** Text that is refused wherever people write text: it would move a cursor, hide, or reorder what stands around it. */
export const refusedTexts: [name: string, text: string][] = [
  ["a NUL", "a\u0000b"],
  ["a terminal sequence", "a\u001b[2Jb"],
  ["a C1 control", "a\u009bb"],
  ["a right-to-left override", "a\u202eb"],
  ["a direction isolate", "a\u2066b"],
  ["a line separator", "a\u2028b"],
  ["hidden tag characters", "a\u{e0041}b"],
  ["nothing but white space", " \t "],
  ["10 kB", "x".repeat(10_001)],
];

/** Text that is ugly and allowed: it must come out as it went in, and do nothing. */
export const uglyTexts = [
  `</title><script>alert(1)</script><img src=x onerror=alert(1)>"'&{{7*7}}`,
  '=HYPERLINK("http://evil.example")',
  "مريم 𝕳𝖊𝖑𝖑𝖔 नमस्ते 👩‍👩‍👧 __proto__",
];
