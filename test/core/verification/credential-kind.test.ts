import { expect, it } from "vitest";
import { workKind } from "../../../core/verification/credential-kind.ts";

it.each<[achievementType: string | undefined, isWhole: boolean, kind: string]>([
  ["MicroCredential", true, "Micro-internship"],
  ["Fieldwork", true, "Micro-internship"],
  ["ext:MicroInternship", true, "Micro-internship"],
  ["Course", true, "Achievement"],
  ["Course", false, "Achievement"],
  // Whoever issues micro-internships says so; of a part it may be what was left out.
  [undefined, true, "Achievement"],
  [undefined, false, "Micro-internship"],
])(
  "work of the type %s, where all of it is there to be read (%s), is called %s",
  (achievementType, isWhole, kind) => {
    expect(workKind(achievementType === undefined ? {} : { achievementType }, isWhole)).toBe(kind);
  },
);
