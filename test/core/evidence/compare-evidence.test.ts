import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { compareEvidence, type EvidenceOutcome } from "../../../core/evidence/compare-evidence.ts";
import { contentDigests } from "../../../core/evidence/content-digests.ts";
import type { SignedEvidence } from "../../../core/evidence/signed-evidence.ts";
import { digestMultibaseOf } from "../../support/digest.ts";

const sri = (text: string) => `sha512-${createHash("sha512").update(text).digest("base64")}`;
const file = (name: string, text: string) => ({ name, digests: contentDigests(Buffer.from(text)) });
const report: SignedEvidence = {
  id: "urn:uuid:1",
  name: "Final report",
  digests: [digestMultibaseOf("report")],
};

describe("comparing files with signed evidence (VCDM 2.0, 5.6)", () => {
  it.each<[string, SignedEvidence, ReturnType<typeof file>[], EvidenceOutcome, string[]]>([
    ["the file, whatever it is called", report, [file("x.bin", "report")], "matches", ["x.bin"]],
    ["nothing", report, [], "not-given", []],
    ["another file", report, [file("slides.pdf", "slides")], "not-given", []],
    [
      "another file under its name",
      report,
      [file("final-report.pdf", "changed")],
      "differs",
      ["final-report.pdf"],
    ],
    [
      "the file, and a changed copy under its name",
      report,
      [file("final-report.pdf", "changed"), file("copy.pdf", "report")],
      "matches",
      ["copy.pdf"],
    ],
    [
      "another file under the name in its address",
      { id: "https://harbour.example/files/q3.csv", digests: [digestMultibaseOf("report")] },
      [file("Q3.csv", "changed")],
      "differs",
      ["Q3.csv"],
    ],
    [
      "no digest signed",
      { name: "Final report", digests: [] },
      [file("final-report.pdf", "report")],
      "no-digest",
      [],
    ],
    [
      "one digest that cannot be read among those signed",
      { ...report, digests: [digestMultibaseOf("report"), "md5-AAAA"] },
      [file("report.pdf", "report")],
      "unreadable-digest",
      [],
    ],
    [
      "two digests of which the file has one only",
      { ...report, digests: [digestMultibaseOf("report"), sri("other")] },
      [file("report.pdf", "report")],
      "not-given",
      [],
    ],
    [
      "two digests of which the file has both",
      { ...report, digests: [digestMultibaseOf("report"), sri("report")] },
      [file("report.pdf", "report")],
      "matches",
      ["report.pdf"],
    ],
  ])("%s", (_what, evidence, files, outcome, names) => {
    expect(compareEvidence([evidence], files)).toEqual([{ ...evidence, outcome, files: names }]);
  });

  it("blames no file that is evidence of something else for its name", () => {
    const slides: SignedEvidence = { name: "Slides", digests: [digestMultibaseOf("slides")] };
    const [first, second] = compareEvidence([report, slides], [file("Final report.pdf", "slides")]);
    expect([first?.outcome, second?.outcome]).toEqual(["not-given", "matches"]);
  });
});
