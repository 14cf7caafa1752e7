import { describe, expect, it } from "vitest";
import { Problem } from "../../../core/problem/problem.ts";
import { parseTrustedIssuers } from "../../../core/verification/parse-trusted-issuers.ts";

const acme = { did: "did:web:acme.example", name: "Acme", reason: "Partner" };
const own = (...issuers: unknown[]) => JSON.stringify({ issuers });
const registry = (entries: string) =>
  `{"meta":{"created":"2020-12-02T02:32:16+0000"},"registry":{${entries}}}`;
const school = '{"name":"School","url":"https://school.example","location":"Oslo"}';

function refused(text: string | Uint8Array): string {
  try {
    parseTrustedIssuers(text);
  } catch (error) {
    if (error instanceof Problem) return `${error.code} ${error.message}`;
  }
  throw new Error("was not refused");
}

describe("a list of trusted issuers in our own format", () => {
  it("is taken whole", () => {
    const issuers = [acme, { ...acme, did: "did:key:z6Mk", distrusted: true, for: ["OpenBadgeCredential"] }];
    expect(parseTrustedIssuers(own(...issuers)).issuers).toEqual(issuers);
  });

  it.each([
    ["no JSON", "issuers: []", /^PARSING_ERROR/],
    ["another document", "[]", /^MALFORMED_VALUE_ERROR the document/],
    ["a foreign member", '{"issuers":[],"trust":"all"}', /besides issuers/],
    [
      "a member __proto__ (prototype pollution)",
      '{"issuers":[],"__proto__":{"distrusted":true}}',
      /^PARSING_ERROR/,
    ],
    ["__proto__ in an entry", own(acme).replace('"did"', '"__proto__":{},"did"'), /^PARSING_ERROR/],
    [
      "a member constructor in an entry",
      own({ ...acme, constructor: {} }),
      /issuers.0: has a member that is not known/,
    ],
    ["an entry with two DIDs", own(acme).replace('"did"', '"did":"did:web:evil.example","did"'), /twice/],
    ["a DID listed twice", own(acme, { ...acme, name: "Other" }), /issuers.1.did: listed twice/],
    [
      "a DID with a space behind it",
      own({ ...acme, did: "did:web:acme.example " }),
      /issuers.0.did: must be a DID/,
    ],
    ["a DID with a control character", own({ ...acme, did: "did:web:acme\u0007.example" }), /must be a DID/],
    ["a DID with a direction mark", own({ ...acme, did: "did:web:acme\u202e.example" }), /must be a DID/],
    ["a DID URL", own({ ...acme, did: "did:web:acme.example#key" }), /must be a DID/],
    [
      "a name that nobody can see",
      own({ ...acme, name: "\u200b\u202e " }),
      /issuers.0.name: must not be empty/,
    ],
    ["no reason", own({ ...acme, reason: "" }), /issuers.0.reason/],
    [
      "an endorser who is distrusted",
      own({ ...acme, distrusted: true, endorses: true }),
      /issuers.0: must not/,
    ],
    ["an endorser that is no yes", own({ ...acme, endorses: false }), /issuers.0.endorses/],
    ["a distrust that is no yes", own({ ...acme, distrusted: "no" }), /issuers.0.distrusted/],
    ["one issuer too many", own(...Array(50_001).fill(1)), /^PARSING_ERROR An array longer than 50000/],
    ["more than 16 MiB", " ".repeat(16 * 1024 * 1024 + 1), /^CONTENT_TOO_LARGE/],
  ])("is refused with %s", (_what, text, words) => {
    expect(refused(text)).toMatch(words);
  });

  it("is refused without repeating what stands in it", () => {
    expect(refused(own({ ...acme, "<script>": 1 }))).not.toContain("script");
  });
});

describe("a list of trusted issuers in the DCC registry format", () => {
  it("is told by its shape, and vouches with what it says of an issuer", () => {
    const { issuers, leftOut } = parseTrustedIssuers(
      registry(`"did:web:a.example":${school},"did:key:z6Mk":{"name":"Only a name"}`),
    );
    expect(issuers).toEqual([
      { did: "did:web:a.example", name: "School", reason: "Listed with: Oslo, https://school.example" },
      { did: "did:key:z6Mk", name: "Only a name", reason: "Listed" },
    ]);
    expect(leftOut).toEqual({ repeated: 0, unusable: 0 });
  });

  it("vouches for nobody under a DID that it gives two names, as a published one does", () => {
    const { issuers, leftOut } = parseTrustedIssuers(
      registry(`"did:key:z6Mk":${school},"did:web:a.example":${school},"did:key:z6Mk":{"name":"Other"}`),
    );
    expect([issuers.map(({ did }) => did), leftOut.repeated]).toEqual([["did:web:a.example"], 1]);
  });

  it.each([
    ["a DID with a space behind it", `"did:web:acme.example ":${school}`],
    ["a name as a key", `"constructor":${school},"toString":${school}`],
    ["an entry that is no object", '"did:web:acme.example":"Acme"'],
    ["a name that nobody can see", '"did:web:acme.example":{"name":"\\u202e"}'],
    ["a name without end", `"did:web:acme.example":{"name":"${"x".repeat(201)}"}`],
  ])("leaves out and counts %s", (_what, entries) => {
    const { issuers, leftOut } = parseTrustedIssuers(registry(entries));
    expect(issuers).toEqual([]);
    expect(leftOut.unusable).toBeGreaterThan(0);
  });

  it.each([
    ["__proto__ as a DID", registry(`"__proto__":${school}`), /^PARSING_ERROR/],
    ["an entry with two names", registry('"did:web:a.example":{"name":"A","name":"B"}'), /occurs twice/],
    ["a registry that is no object", '{"registry":[]}', /^MALFORMED_VALUE_ERROR/],
    ["both formats at once", '{"registry":{},"issuers":[]}', /^MALFORMED_VALUE_ERROR/],
    [
      "one issuer too many",
      registry(Array.from({ length: 50_001 }, (_, n) => `"did:web:e${n}.example":{"name":"E"}`).join()),
      /more than 50000 issuers/,
    ],
  ])("is refused with %s", (_what, text, words) => {
    expect(refused(text)).toMatch(words);
  });

  it("shows no half of a character where a text is cut", () => {
    const location = `${"x".repeat(299)}\u{1f600}`;
    const { issuers } = parseTrustedIssuers(
      registry(`"did:web:a.example":${JSON.stringify({ name: "A", location })}`),
    );
    expect(issuers[0]?.reason).not.toMatch(/\p{Cs}/u);
  });
});
