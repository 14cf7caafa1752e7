import { describe, expect, it } from "vitest";
import {
  chooseParts,
  offeredParts,
  partsOf,
} from "../../../../../core/credential/micro-internship/parts/choose-parts.ts";
import { isPart, partNames } from "../../../../../core/credential/micro-internship/parts/part.ts";
import {
  jsonPointer,
  leadsInto,
  textsIn,
  valueAt,
} from "../../../../../core/credential/micro-internship/parts/placed-text.ts";
import { placesIn } from "../../../../../core/credential/micro-internship/parts/places.ts";
import type { JsonObject } from "../../../../../core/json/json-value.ts";
import { tellingCredential } from "../../../../support/telling-work.ts";

const whole = tellingCredential();
const mandatory = ["/issuer/id", "/validFrom", "/validUntil", "/credentialSubject/id", "/credentialSchema"];
const pointersOf = (part: string) =>
  placesIn(whole)
    .filter((place) => place.part === part)
    .map(({ pointer }) => pointer);

describe("the parts of a micro-internship credential", () => {
  it("cover everything it says once, but identifiers and types (vc-di-ecdsa 1.0, selectJsonLd)", () => {
    const places = placesIn(whole);
    const said = textsIn(whole).filter(({ member }) => member !== "id" && member !== "type");
    for (const { pointer } of said) {
      const covering = places.filter((place) => leadsInto(pointer, place.pointer));
      expect(covering, pointer).toHaveLength(1);
    }
    for (const { pointer } of places) expect(valueAt(whole, pointer), pointer).toBeDefined();
  });

  it.each([
    ["title", ["/name", "/credentialSubject/achievement/name"]],
    ["dates", ["/awardedDate", "/credentialSubject/activityStartDate", "/credentialSubject/activityEndDate"]],
    ["name", ["/credentialSubject/identifier/1"]],
    ["identifiers", ["/credentialSubject/identifier/0"]],
    ["university", ["/credentialSubject/source"]],
    ["employer", ["/issuer/name", "/issuer/url", "/issuer/otherIdentifier"]],
    ["contact", ["/issuer/email", "/issuer/official"]],
    ["role", ["/credentialSubject/role"]],
    ["evidence", ["/evidence"]],
    ["skills", ["/credentialSubject/achievement/alignment"]],
  ])("%s lies at %j", (part, pointers) => {
    expect(pointersOf(part)).toEqual(pointers);
  });

  it("tells the kinds of results apart by what describes them, and takes the description along", () => {
    const at = (number: number) => [
      `/credentialSubject/achievement/resultDescription/${number}/name`,
      `/credentialSubject/result/${number}/resultDescription`,
    ];
    expect(pointersOf("completion")).toEqual(expect.arrayContaining(at(0)));
    expect(pointersOf("hours")).toEqual(expect.arrayContaining(at(1)));
    expect(pointersOf("pay")).toEqual(expect.arrayContaining(at(2)));
    expect(pointersOf("rating")).toEqual(expect.arrayContaining([...at(3), ...at(4)]));
  });

  it("keep the skill that a rating evidences apart from the rating", () => {
    const rubric = { name: "Writing", levels: ["Weak", "Strong"], achieved: "Strong", skills: [skill] };
    const places = placesIn(tellingCredential({ rubrics: [rubric] }));
    const alignment = "/credentialSubject/achievement/resultDescription/4/alignment";
    expect(places.find(({ pointer }) => pointer === alignment)?.part).toBe("skills");
  });

  it.each<[string, JsonObject, string, string]>([
    [
      "a member that nobody knows is among the details",
      { refreshService: { type: "X" } },
      "/refreshService",
      "details",
    ],
    [
      "an issuer by its identifier alone has nothing to tell of it",
      { issuer: "did:web:a.example" },
      "/issuer",
      "details",
    ],
    [
      "of several subjects each is taken apart",
      { credentialSubject: [{ id: "did:a:1" }, { role: "Tester" }] },
      "/credentialSubject/1/role",
      "role",
    ],
    [
      "a name that is hashed is an identifier",
      { credentialSubject: { identifier: { identityType: "name", hashed: true, identityHash: "sha256$0" } } },
      "/credentialSubject/identifier",
      "identifiers",
    ],
    [
      "a result that nothing describes is a completion when it has a status",
      { credentialSubject: { result: { status: "Completed" } } },
      "/credentialSubject/result/status",
      "completion",
    ],
    [
      "a member called like one that every object has is no trap",
      { credentialSubject: { constructor: "x" } },
      "/credentialSubject/constructor",
      "details",
    ],
  ])("%s", (_, changes, pointer, part) => {
    expect(placesIn({ ...whole, ...changes }).filter((place) => place.pointer === pointer)).toEqual([
      { part, pointer },
    ]);
  });

  it("are words that are told apart from what every object has", () => {
    expect(["title", "results"].every(isPart)).toBe(true);
    expect(["constructor", "__proto__", "Title", ""].some(isPart)).toBe(false);
  });
});

describe("choosing among the parts", () => {
  const offered = offeredParts(whole, mandatory);

  it("offers whatever the issuer did not make mandatory", () => {
    expect(offered.free.map(({ pointer }) => pointer)).not.toEqual(expect.arrayContaining(["/validFrom"]));
    expect(partsOf(offered.free)).toEqual(expect.arrayContaining(["title", "employer", "name"]));
    expect(offered.always).toEqual(["details"]);
  });

  it("says that a part is always shown where the issuer made it, or something in it, mandatory", () => {
    expect(offeredParts(whole, ["/issuer"]).always).toEqual(["employer", "contact"]);
    expect(partsOf(offeredParts(whole, ["/issuer"]).free)).not.toContain("employer");
    expect(offeredParts(whole, ["/evidence/0/name"]).always).toEqual(["evidence"]);
    expect(offeredParts(whole, [""])).toEqual({ free: [], always: partsOf(placesIn(whole)) });
  });

  it("reveals only what is named", () => {
    const { shown, withheld, pointers } = chooseParts(offered, { reveal: ["skills", "hours"] });
    expect(shown).toEqual(["skills", "hours"]);
    expect(partsOf(withheld)).not.toContain("skills");
    expect(pointers).toContain("/credentialSubject/achievement/alignment");
    expect(pointers.some((pointer) => pointer.startsWith("/issuer"))).toBe(false);
  });

  it("hides only what is named: the two wishes are each other's opposite", () => {
    const hidden = chooseParts(offered, { hide: ["employer", "contact", "name"] });
    const others = partNames.filter((part) => !["employer", "contact", "name"].includes(part));
    const reveal = others.filter((part) => part !== "results");
    expect(hidden).toEqual(chooseParts(offered, { reveal }));
    expect(hidden.pointers).toContain("/credentialSubject/achievement");
    expect(partsOf(hidden.withheld)).toEqual(["employer", "contact", "name"]);
  });

  it("takes results for every kind of result", () => {
    expect(chooseParts(offered, { reveal: ["results"] }).shown).toEqual([
      "completion",
      "hours",
      "rating",
      "pay",
    ]);
    expect(chooseParts(offered, { hide: ["results"] }).shown).not.toContain("rating");
  });

  it("points at the outermost value that is shown whole, and at no value twice", () => {
    const { pointers } = chooseParts(offered, { hide: ["contact", "skills"] });
    expect(pointers).toContain("/credentialSubject/result");
    expect(pointers).toContain("/credentialSubject/achievement/resultDescription");
    expect(pointers).toContain("/issuer/name");
    for (const outer of ["", "/issuer", "/credentialSubject", "/credentialSubject/achievement"]) {
      expect(pointers).not.toContain(outer);
    }
    expect(new Set(pointers).size).toBe(pointers.length);
  });

  it("shows nothing but the mandatory when nothing is named", () => {
    expect(chooseParts(offered, { reveal: [] })).toMatchObject({ shown: [], pointers: [] });
  });
});

describe("JSON pointers", () => {
  it("are written and followed as RFC 6901, 3 and 4 say", () => {
    const document = { "a/b": [{ "m~n": 8 }] };
    expect(jsonPointer(["a/b", 0, "m~n"])).toBe("/a~1b/0/m~0n");
    expect(valueAt(document, "/a~1b/0/m~0n")).toBe(8);
    expect(valueAt(document, "/a~1b/00")).toBeUndefined();
    expect(valueAt(document, "/constructor")).toBeUndefined();
    expect(leadsInto("/issuer/name", "/issuer")).toBe(true);
    expect(leadsInto("/issuerName", "/issuer")).toBe(false);
  });
});

const skill = {
  targetType: "ext:ESCO",
  targetFramework: "ESCO",
  targetName: "write reports",
  targetUrl: "http://data.europa.eu/esco/skill/1",
} as const;
