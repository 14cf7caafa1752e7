import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bakeCredential, extractCredential } from "../../../core/badge/baked-picture.ts";
import { badgeLimits } from "../../../core/badge/limits.ts";
import { anyText, svg } from "../../support/pictures.ts";
import { issued } from "../../support/world.ts";

const namespace = "https://purl.imsglobal.org/ob/v3p0";
const declared = ` xmlns:openbadges="${namespace}"`;
const element = (inside: string, attributes = "") =>
  `<openbadges:credential${attributes}>${inside}</openbadges:credential>`;
const baked = (inside: string, attributes = "") => svg(element(inside, attributes), declared);
const jwt = "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl";
const publicDoctype =
  '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">';

function extract(text: string): string {
  return extractCredential(Buffer.from(text));
}

function bake(text: string, credential: Parameters<typeof bakeCredential>[1], replace = false): string {
  return Buffer.from(bakeCredential(Buffer.from(text), credential, { replace })).toString("utf8");
}

/** What another XML parser finds in the element. */
function foundByOthers(text: string): { verify: string | null; content: string | null }[] {
  const document = new DOMParser().parseFromString(text, "image/svg+xml");
  return [...document.getElementsByTagNameNS(namespace, "credential")].map((found) => ({
    verify: found.getAttribute("verify"),
    content: found.textContent,
  }));
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return "nothing thrown";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("a credential in an SVG (Open Badges 3.0, 5.3.2)", () => {
  it("is what another XML parser finds there too, as JSON in CDATA and as a JWT in verify", async () => {
    const credential = await issued({ name: "Zoë 東京 🎓 ]]> <b> &amp; \ufffe" });
    const [{ content, verify } = { content: null, verify: null }, ...others] = foundByOthers(
      bake(svg(), credential),
    );
    expect([JSON.parse(content ?? ""), verify, others]).toEqual([credential, null, []]);
    expect(foundByOthers(bake(svg(), jwt))).toEqual([{ verify: jwt, content: "" }]);
  });

  it("comes out as it went in, whatever it says, and leaves the rest of the picture as it was", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom("", "\n", "<!-- ok -->\r\n"), (text, before) => {
        const picture = `\ufeff<?xml version='1.0'?>\r\n${before}${svg("<g  a = 'b'/>")}\n`;
        const file = bake(picture, { text });
        expect(JSON.parse(extract(file))).toEqual({ text });
        expect(
          file.replace(/<openbadges:credential>.*<\/openbadges:credential>/s, "").replace(declared, ""),
        ).toBe(picture);
      }),
    );
  });

  it("stands directly after the start tag, also of an svg that was empty or has a prefix", () => {
    expect(bake('<s:svg xmlns:s="http://www.w3.org/2000/svg" />', jwt)).toBe(
      `<s:svg xmlns:s="http://www.w3.org/2000/svg" ${declared}>${element("", ` verify="${jwt}"`)}</s:svg>`,
    );
  });

  it("takes another prefix when the picture calls something else so", () => {
    const taken = ' xmlns:openbadges="http://openbadges.org" xmlns:openbadges4="https://x.example"';
    const file = bake(svg("", taken), jwt);
    expect(file).toContain("<openbadges5:credential verify=");
    expect(extract(file)).toBe(jwt);
  });

  it.each([
    ["another prefix", svg(`<x:credential xmlns:x="${namespace}">{}</x:credential>`)],
    ["no prefix", svg(`<credential xmlns="${namespace}">{}</credential>`)],
    ["escapes instead of CDATA", svg(`<x:credential xmlns:x="${namespace}">&#123;}</x:credential>`)],
    ["text and CDATA", baked("{<![CDATA[}]]>")],
    ["a place deep inside", svg(`<g><metadata>${element("{}")}</metadata></g>`, declared)],
    [
      "the DOCTYPE that drawing programs write",
      `<?xml version="1.0" encoding="utf-8"?>${publicDoctype}${baked("{}")}`,
    ],
  ])("is found with %s", (_, text) => expect(extract(text)).toBe("{}"));

  it("is put in place of an older one only when that is asked for", () => {
    const older =
      '<o:assertion xmlns:o="http://openbadges.org" verify="https://x.example"><o:x/></o:assertion>';
    for (const inside of [
      element("{}"),
      element("", ' verify="x"/'.slice(0, -1)),
      older + element("{}"),
      older,
    ]) {
      const picture = svg(inside, declared);
      expect(codeOf(() => bake(picture, jwt))).toBe("ALREADY_EXISTS");
      expect(bake(picture, jwt, true)).toBe(bake(svg("", declared), jwt));
    }
  });
});

const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");

describe("an SVG is refused", () => {
  it.each<[string, string, string | Uint8Array]>([
    ["without a credential", "NO_CREDENTIAL", svg()],
    ["with another element of that name", "NO_CREDENTIAL", svg("<credential>{}</credential>")],
    [
      "with that prefix for another namespace",
      "NO_CREDENTIAL",
      svg(element("{}"), ' xmlns:openbadges="https://x.example"'),
    ],
    [
      "with an Open Badges 2 badge",
      "UNSUPPORTED",
      svg('<o:assertion xmlns:o="http://openbadges.org" verify="https://x.example"/>'),
    ],
    ["with two credentials", "PARSING_ERROR", svg(element("{}") + element("{}"), declared)],
    ["with a credential in a credential", "PARSING_ERROR", baked(element("{}"))],
    ["with a JWT beside a text", "PARSING_ERROR", baked("{}", ` verify="${jwt}"`)],
    ["with an element in its credential", "PARSING_ERROR", baked("{<b/>}")],
    ["with a comment in its credential", "PARSING_ERROR", baked("{<!-- -->}")],
    ["with an instruction in its credential", "PARSING_ERROR", baked("{<?x y?>}")],
    ["that declares an entity", "PARSING_ERROR", `<!DOCTYPE svg [<!ENTITY c "{}">]>${baked("&c;")}`],
    [
      "that declares an entity and does not use it",
      "PARSING_ERROR",
      `<!DOCTYPE svg [<!ENTITY c "{}">]>${baked("{}")}`,
    ],
    ["with a billion laughs", "PARSING_ERROR", `<!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]>${baked("&l9;")}`],
    [
      "with an entity of another file",
      "PARSING_ERROR",
      `<!DOCTYPE svg [<!ENTITY c SYSTEM "file:///etc/passwd">]>${baked("&c;")}`,
    ],
    [
      "with a DTD of its own",
      "PARSING_ERROR",
      `<!DOCTYPE svg SYSTEM "https://x.example/svg.dtd">${baked("{}")}`,
    ],
    [
      "with a known DTD from elsewhere",
      "PARSING_ERROR",
      `${publicDoctype.replace("www.w3.org", "x.example")}${baked("{}")}`,
    ],
    [
      "that adds to a known DTD",
      "PARSING_ERROR",
      `${publicDoctype.replace(">", ' [<!ENTITY c "{}">]>')}${baked("{}")}`,
    ],
    ["with an entity that is not declared", "PARSING_ERROR", baked("&nbsp;{}")],
    ["in another encoding", "PARSING_ERROR", `<?xml version="1.0" encoding="iso-8859-1"?>${baked("{}")}`],
    ["in XML 1.1", "PARSING_ERROR", `<?xml version="1.1"?>${baked("{}")}`],
    ["that is not UTF-8", "PARSING_ERROR", Buffer.from(baked('{"a":"\xff"}'), "latin1")],
    ["that has no end", "PARSING_ERROR", baked("{}").replace("</svg>", "")],
    ["with two roots", "PARSING_ERROR", baked("{}") + svg()],
    ["with the same attribute twice", "PARSING_ERROR", svg('<a b="" b=""/>', declared)],
    ["with an undeclared prefix", "PARSING_ERROR", svg(element("{}"))],
    ["that is no SVG by its namespace", "PARSING_ERROR", baked("{}").replace("www.w3.org", "x.example")],
    [
      "with elements too deep",
      "PARSING_ERROR",
      svg("<g>".repeat(badgeLimits.svgDepth) + "</g>".repeat(badgeLimits.svgDepth)),
    ],
    ["with too many elements", "PARSING_ERROR", svg("<g/>".repeat(badgeLimits.svgElements - 1))],
    [
      "with too many attributes",
      "PARSING_ERROR",
      svg(`<g${Array.from({ length: badgeLimits.svgAttributes + 1 }, (_, n) => ` a${n}=""`).join("")}/>`),
    ],
    ["above 1 MiB", "CONTENT_TOO_LARGE", svg(`<!--${"x".repeat(badgeLimits.svgBytes)}-->`)],
    ["with a credential above 256 KiB", "CONTENT_TOO_LARGE", baked("x".repeat(256 * 1024 + 1))],
  ])("%s: %s", (_, code, file) => {
    expect(codeOf(() => extractCredential(Buffer.from(file as string)))).toBe(code);
  });

  it("at no other depth and number than one too many", () => {
    const nested = "<g>".repeat(badgeLimits.svgDepth - 1) + "</g>".repeat(badgeLimits.svgDepth - 1);
    const attributes = Array.from({ length: badgeLimits.svgAttributes }, (_, n) => ` a${n}=""`).join("");
    for (const inside of [nested, "<g/>".repeat(badgeLimits.svgElements - 3), `<g${attributes}/>`])
      expect(extract(svg(element("{}") + inside, declared))).toBe("{}");
  });

  it("as a picture to bake into, when it is no SVG or becomes too large", () => {
    expect(codeOf(() => bake(svg("<g>"), jwt))).toBe("PARSING_ERROR");
    const room = badgeLimits.svgBytes - svg("<!---->").length;
    expect(codeOf(() => bake(svg(`<!--${"x".repeat(room)}-->`), jwt))).toBe("CONTENT_TOO_LARGE");
  });
});

describe("what begins like an SVG", () => {
  it.each([
    ["<svg>", "PARSING_ERROR"],
    ["\ufeff \n<?xml version='1.0'?><!-- a <svg> --><svg/>", "PARSING_ERROR"],
    ["<x:svg>", "PARSING_ERROR"],
    ["<!doctype html><svg>", "UNSUPPORTED_MEDIA_TYPE"],
    ["<svgx>", "UNSUPPORTED_MEDIA_TYPE"],
    ["<!-- <svg>", "UNSUPPORTED_MEDIA_TYPE"],
    [`${"<!---->".repeat(5000)}<svg/>`, "UNSUPPORTED_MEDIA_TYPE"],
    ["{}", "UNSUPPORTED_MEDIA_TYPE"],
    ["", "UNSUPPORTED_MEDIA_TYPE"],
  ])("%j is taken for one, or not: %s", (text, code) => expect(codeOf(() => extract(text))).toBe(code));
});
