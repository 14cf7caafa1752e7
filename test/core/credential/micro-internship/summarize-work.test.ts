import { describe, expect, it } from "vitest";
import { readGraph } from "../../../../core/credential/json-ld/graph-reader.ts";
import { expand } from "../../../../core/credential/json-ld/json-ld.ts";
import { createMicroInternshipCredential } from "../../../../core/credential/micro-internship/create-micro-internship.ts";
import { summarizeWork } from "../../../../core/credential/micro-internship/summarize-work.ts";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { work } from "../../../support/world.ts";

describe("the summary of a micro-internship", () => {
  it("tells in everyday terms what the profile holds", async () => {
    const expanded = await expand(createMicroInternshipCredential(work));
    expect(summarizeWork(readGraph(expanded))).toEqual({
      title: "Cargo delay dashboard",
      achievementType: "MicroCredential",
      description: "Build a dashboard of cargo delays for three ports.",
      criteria: work.criteria,
      issuerName: "Harbour Analytics",
      supervisor: "Ines Okafor",
      recipientName: "Mika Tanaka",
      role: "Data intern",
      startDate: "2026-09-01T00:00:00Z",
      endDate: "2026-09-30T00:00:00Z",
      results: [
        { name: "Completion", value: "Completed", type: "Status" },
        { name: "Estimated effort (hours)", value: "30", type: "ext:EstimatedHours" },
        { name: "Paid at or above the stated minimum", value: "yes", type: "ext:FairCompensation" },
        { name: "Overall rating by supervisor", value: "4", scale: "1 to 5", type: "RawScore" },
        { name: "Communication", value: "Strong", type: "RubricCriterionLevel" },
      ],
      skills: [
        { name: "data visualisation", framework: "ESCO", url: "http://data.europa.eu/esco/skill/0000" },
      ],
      evidence: [],
    });
  });

  it("never shows a hashed identity as a name", async () => {
    const hashed = { ...work, recipient: { email: { hash: "sha256$00", salt: "salt" } } };
    const expanded = await expand(createMicroInternshipCredential(hashed));
    expect(summarizeWork(readGraph(expanded))?.recipientName).toBeUndefined();
  });

  it("needs a title, and an Open Badge shown in part does not", async () => {
    const { name: _n, ...untitled } = createMicroInternshipCredential(work);
    const subject = untitled.credentialSubject as JsonObject;
    const { achievement: _a, ...rest } = subject;
    const expanded = await expand({ ...untitled, credentialSubject: rest });
    expect(summarizeWork(readGraph(expanded))).toBeUndefined();
    expect(summarizeWork(readGraph(expanded), { shownInPart: true })).toMatchObject({
      role: "Data intern",
      skills: [],
    });
    const other = await expand({ ...untitled, type: ["VerifiableCredential"], credentialSubject: rest });
    expect(summarizeWork(readGraph(other), { shownInPart: true })).toBeUndefined();
  });
});
