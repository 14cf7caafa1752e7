import { describe, expect, it } from "vitest";
import { expand } from "../../core/credential/json-ld/json-ld.ts";
import { reasonForLibrary } from "../support/json-ld/reason-for-library.ts";
import { readings } from "../support/json-ld/watched-reader.ts";
import { unsigned } from "../support/world.ts";

describe("the watch over the documents of the hostile tests", () => {
  it("sees what the compiled reader answers", async () => {
    const document = unsigned();
    await expand(document);
    expect(readings.get(JSON.stringify(document))).toBe(true);
  });

  it("sees what it leaves to the library, and why", async () => {
    const labelled = { ...unsigned(), id: "_:a" };
    await expand(labelled);
    expect(readings.get(JSON.stringify(labelled))).toBe(false);
    expect(await reasonForLibrary(labelled)).toBe("a blank node label");
  });

  it("has no reason for a credential that any reader should answer", async () => {
    expect(await reasonForLibrary(unsigned())).toBeUndefined();
  });

  it.each([
    ["a context that is not pinned", { "@context": [{ a: "urn:x:a" }] }],
    ["a rare keyword", { "@nest": {} }],
    ["an error, which is the library's to tell", { nobodyDefinedThis: 1 }],
  ])("names as a reason %s", async (reason, changes) => {
    expect(await reasonForLibrary(unsigned(changes))).toBe(reason);
  });
});
