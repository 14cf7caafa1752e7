import { describe, expect, it } from "vitest";
import type { MicroInternship } from "../../../../../core/credential/micro-internship/micro-internship.ts";
import {
  chooseParts,
  offeredParts,
} from "../../../../../core/credential/micro-internship/parts/choose-parts.ts";
import type { Part } from "../../../../../core/credential/micro-internship/parts/part.ts";
import { findTelltales } from "../../../../../core/credential/micro-internship/parts/telltale.ts";
import type { JsonObject } from "../../../../../core/json/json-value.ts";
import { tellingCredential, tellingWork } from "../../../../support/telling-work.ts";
import { without } from "../../../../support/without.ts";

/** What gives withheld parts away. The issuer is left with its identifier alone; `kept` changes what is shown. */
function telltales(
  changes: Partial<MicroInternship>,
  hide: Part[],
  { issuer = did, kept = {} }: { issuer?: string; kept?: JsonObject } = {},
) {
  const whole = tellingCredential(changes);
  const { withheld } = chooseParts(offeredParts(whole, []), { hide });
  const shown = without(
    { ...whole, issuer: { ...(whole.issuer as JsonObject), id: issuer } },
    withheld.map(({ pointer }) => pointer),
  );
  return findTelltales(whole, { withheld, shown: { ...shown, ...kept } });
}

const did = "did:key:z6Mkexample";
const named = (name: string) => ({ ...tellingWork.issuer, name });

describe("what gives away something withheld", () => {
  it("is nothing where the words stand nowhere else", () => {
    expect(telltales({}, ["employer", "contact"])).toEqual([]);
  });

  it.each<[string, Partial<MicroInternship>, Part]>([
    ["in the title", { title: "Dashboard at Harbour Analytics" }, "title"],
    ["in other letters", { title: "Dashboard at HARBOUR ANALYTICS" }, "title"],
    ["in the criteria", { criteria: "**Done** when Harbour Analytics confirms it." }, "criteria"],
    ["in the role", { role: "Intern (Harbour Analytics)" }, "role"],
  ])("is the employer's name %s", (_, changes, shownIn) => {
    expect(telltales(changes, ["employer"])).toContainEqual({
      withheld: "employer",
      text: "Harbour Analytics",
      shownIn,
    });
  });

  it("is one word of a name, written like one", () => {
    const changes = { issuer: named("Fjordlys Energi AS"), title: "Micro-internship at Fjordlys" };
    expect(telltales(changes, ["employer", "contact"])).toEqual([
      { withheld: "employer", text: "Fjordlys", shownIn: "title" },
    ]);
    const common = { issuer: named("Dashboard Works"), summary: "A dashboard that works." };
    expect(telltales(common, ["employer", "title"]).map(({ text }) => text)).not.toContain("Works");
  });

  it.each([
    ["a did:web", "did:web:harbour.example"],
    ["a did:web by one word of the name", "did:web:jobs.harbour-jobs.example:issuers"],
  ])("is an identifier that cannot be left out: %s", (_, issuer) => {
    expect(telltales({}, ["employer", "contact"], { issuer })).toEqual([
      { withheld: "employer", text: issuer, shownIn: undefined },
    ]);
  });

  it("is the host of the employer in the address of its status list", () => {
    const entry = { id: "https://harbour.example/lists/1#7", type: "BitstringStatusListEntry" };
    expect(telltales({}, ["employer", "contact"], { kept: { credentialStatus: entry } })).toEqual([
      { withheld: "employer", text: "https://harbour.example/lists/1#7", shownIn: undefined },
    ]);
  });

  it.each<[string, Partial<MicroInternship>, Part, string, Part]>([
    ["the student's name", { summary: "Mika built a dashboard." }, "name", "Mika", "description"],
    ["the university", { criteria: "Assessed at Nordfjord." }, "university", "Nordfjord", "criteria"],
    ["the supervisor", { criteria: "Ask Ines Okafor." }, "contact", "Ines Okafor", "criteria"],
    ["the hours as a number of their own", { summary: "A 30-hour project." }, "hours", "30", "description"],
    ["a date as it is written", { criteria: "Accepted on 2026-09-30." }, "dates", "2026-09-30", "criteria"],
    ["a skill", { summary: "Data visualisation for ports." }, "skills", "data visualisation", "description"],
  ])("is %s in what is shown", (_, changes, withheld, text, shownIn) => {
    expect(telltales(changes, [withheld])).toContainEqual({ withheld, text, shownIn });
  });

  it("is the host of the employer in an e-mail address that is shown", () => {
    expect(telltales({}, ["employer"])).toEqual([
      { withheld: "employer", text: "harbour.example", shownIn: "contact" },
    ]);
  });

  it("is no number inside another, and no word that any credential has", () => {
    const changes = { summary: "A project for 300 users, completed.", estimatedHours: 30 };
    expect(telltales(changes, ["hours", "completion", "rating"])).toEqual([]);
  });
});
