import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bakeCredential, extractCredential } from "../../../core/badge/baked-picture.ts";
import { badgeImage } from "../../../core/badge/default-image/badge-image.ts";
import { contrastToWhite, leastContrast, paletteFor } from "../../../core/badge/default-image/palette.ts";
import { emsOf, fitText, lineSpacing } from "../../../core/badge/default-image/text-size.ts";
import { anyText } from "../../support/pictures.ts";

const names = [
  ["Cargo delay dashboard", "Harbour Analytics"],
  ["貨物遅延ダッシュボードの設計", "株式会社ハーバー"],
  ["تصميم لوحة معلومات (2026)", "شركة الميناء"],
  ["<script>alert(1)</script> & ]]>", "A&B <b>"],
  ["", ""],
] as const;

function parsed(svg: string) {
  const document = new DOMParser({
    onError: (_level, message) => {
      throw new Error(message);
    },
  }).parseFromString(svg, "image/svg+xml");
  const texts = (name: string) =>
    [...document.getElementsByTagName(name)].map(({ textContent }) => textContent ?? "");
  return { root: document.documentElement, texts };
}

describe("the picture of an achievement that has none", () => {
  it.each(names)("says in words what it shows: %j of %j", (name, issuerName) => {
    const { root, texts } = parsed(badgeImage({ name, issuerName }));
    expect(root?.getAttribute("role")).toBe("img");
    expect(root?.getAttribute("aria-labelledby")).toBe("badge-title badge-description");
    expect(texts("title")).toEqual([name]);
    expect(texts("desc")).toEqual([`Badge for ${name}, by ${issuerName}`]);
    expect(texts("text").join("").replace(/\s/g, "")).toBe((name + issuerName).replace(/\s/g, ""));
  });

  it("is the same for the same names, and another for others", () => {
    const pictures = names.map(([name, issuerName]) => badgeImage({ name, issuerName }));
    expect(names.map(([name, issuerName]) => badgeImage({ name, issuerName }))).toEqual(pictures);
    const wordless = names.map(([name, issuerName]) => badgeImage({ name, issuerName }, "none"));
    expect(new Set(wordless.map((picture) => picture.replace(/<(title|desc).*<\/desc>/, ""))).size).toBe(
      names.length,
    );
  });

  it("is well-formed whatever the names are, holds nothing that acts or is fetched, and can be baked into", () => {
    fc.assert(
      fc.property(anyText, anyText, (name, issuerName) => {
        const picture = badgeImage({ name, issuerName });
        expect(picture).not.toMatch(/<(?:script|style|image|use|a|foreignObject)\b|\son\w+=|href|url\((?!#)/);
        const file = bakeCredential(Buffer.from(picture), { name }, { replace: false });
        expect(JSON.parse(extractCredential(file))).toEqual({ name });
      }),
    );
  });

  it("lets nothing in a name reorder or hide the rest", () => {
    expect(badgeImage({ name: "a\u202eb\u2066c", issuerName: "\u001b[31md" })).toContain(
      "Badge for abc, by d",
    );
  });

  it("writes lines of right-to-left scripts from the right", () => {
    const directions = (name: string) =>
      [...badgeImage({ name, issuerName: "x" }).matchAll(/direction="rtl">([^<]*)/g)].map(([, line]) => line);
    expect(directions("(2026) ניתוח")).toEqual(["(2026) ניתוח"]);
    expect(directions("2026 analysis")).toEqual([]);
  });

  it("stays small, however long a name is", () => {
    const long = "W".repeat(200_000);
    expect(badgeImage({ name: long, issuerName: long }).length).toBeLessThan(12_000);
  });
});

describe("white letters on a badge", () => {
  it("have the contrast of WCAG 2.2, 1.4.6, in every colour", () => {
    for (let hue = 0; hue < 360; hue += 1) {
      const { dark, darkToo } = paletteFor(hue);
      for (const colour of [dark, darkToo])
        expect(contrastToWhite(colour)).toBeGreaterThanOrEqual(leastContrast);
    }
    expect([contrastToWhite("#ffffff"), contrastToWhite("#000000")]).toEqual([1, 21]);
  });

  const box = { width: 400, height: 170, sizes: [54, 36, 24] };
  it("are as large as there is room for, and stay inside their box", () => {
    expect(fitText("Bias", box)).toEqual({ size: 54, lines: ["Bias"] });
    fc.assert(
      fc.property(anyText, fc.string({ unit: "grapheme", maxLength: 400 }), (one, other) => {
        for (const text of [one, other]) {
          const { size, lines } = fitText(text, box);
          expect(lines.length * size * lineSpacing).toBeLessThanOrEqual(box.height);
          for (const line of lines) expect(emsOf(line) * size).toBeLessThanOrEqual(box.width + size);
        }
      }),
    );
  });

  it("rather shrink than break a word, and end in an ellipsis when there is no room at all", () => {
    expect(fitText("Betriebswirtschaftslehre", box).lines).toEqual(["Betriebswirtschaftslehre"]);
    expect(fitText("货物延误数据看板的设计与实现", box)).toEqual({
      size: 54,
      lines: ["货物延误数据看", "板的设计与实现"],
    });
    expect(fitText("word ".repeat(100), box).lines.at(-1)).toMatch(/…$/);
    expect(fitText("🎓".repeat(300), box).lines.join("")).toMatch(/^(?:🎓)+…$/u);
  });
});
