import { describe, expect, it } from "vitest";
import { expand } from "../../../../../core/credential/json-ld/json-ld.ts";
import {
  lookedFor,
  missingParts,
} from "../../../../../core/credential/micro-internship/parts/missing-parts.ts";
import { placesIn } from "../../../../../core/credential/micro-internship/parts/places.ts";
import type { JsonObject } from "../../../../../core/json/json-value.ts";
import { tellingCredential } from "../../../../support/telling-work.ts";
import { without } from "../../../../support/without.ts";

const whole = tellingCredential();

async function missingIn(credential: JsonObject): Promise<string[]> {
  return missingParts({ expanded: await expand(credential) });
}

describe("what is not shown of a micro-internship", () => {
  it("is nothing of one that tells everything", async () => {
    expect(await missingIn(whole)).toEqual([]);
  });

  it.each(lookedFor)(
    "is %s when just that is withheld: the graph and the JSON agree on where it lies",
    async (part) => {
      const pointers = placesIn(whole).flatMap((place) => (place.part === part ? [place.pointer] : []));
      expect(pointers).not.toEqual([]);
      expect(await missingIn(without(whole, pointers))).toEqual([part]);
    },
  );

  it("is all of it when nothing but the issuer and the subject is left", async () => {
    const { "@context": context, id, type, validFrom } = whole;
    const bare = {
      "@context": context,
      id,
      type,
      validFrom,
      issuer: "did:web:a.example",
      credentialSubject: subject,
    };
    expect(await missingIn(bare as JsonObject)).toEqual([...lookedFor]);
  });

  it("counts a grade for a rating, as the words do", async () => {
    const achievement = { id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0002", type: ["Achievement"] };
    const description = {
      id: `${achievement.id}#grade`,
      type: ["ResultDescription"],
      resultType: "LetterGrade",
    };
    const credentialSubject = {
      ...subject,
      achievement: { ...achievement, resultDescription: [{ ...description, name: "Grade" }] },
      result: [{ type: ["Result"], resultDescription: description.id, value: "A" }],
    };
    expect(await missingIn({ ...whole, credentialSubject })).not.toContain("rating");
  });

  it("is not asked about a credential of another kind", async () => {
    expect(await missingIn({ ...whole, type: ["VerifiableCredential"] })).toEqual([]);
  });

  it("is read from the graph: a result that says Completed without a description is a completion", async () => {
    const result = [{ type: ["Result"], status: "Completed" }];
    const credential = { ...whole, credentialSubject: { ...subject, result } };
    expect(await missingIn(credential)).not.toContain("completion");
  });
});

const subject = {
  id: "did:key:z6MkvRXNYcE7MMduynWTgeKbDaT1iijDSC8pZqXZc8rHPrf2",
  type: ["AchievementSubject"],
};
