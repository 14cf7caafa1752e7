import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTaggedDocuments, type TaggedDocument } from "../../net/tagged-documents.ts";

const tagged = (size: number): TaggedDocument => ({
  etag: '"1"',
  document: { status: 200, body: new Uint8Array(size), contentType: "" },
});

describe("the memory of tagged documents", () => {
  test("forgets what was used longest ago once it holds too many", () => {
    const memory = createTaggedDocuments({ entries: 2, bytes: 1000 });
    memory.save("a", tagged(1));
    memory.save("b", tagged(1));
    memory.find("a");
    memory.save("c", tagged(1));
    expect(["a", "b", "c"].map((key) => memory.find(key) !== undefined)).toEqual([true, false, true]);
  });

  test("does not keep what is larger than everything it may hold, nor what that replaced", () => {
    const memory = createTaggedDocuments({ entries: 2, bytes: 10 });
    memory.save("a", tagged(10));
    memory.save("a", tagged(11));
    expect(memory.find("a")).toBeUndefined();
  });

  test("forgets what it is told to forget", () => {
    const memory = createTaggedDocuments({ entries: 2, bytes: 10 });
    memory.save("a", tagged(1));
    memory.remove("a");
    memory.remove("a");
    expect(memory.find("a")).toBeUndefined();
  });

  test("never holds more bytes or entries than it may, and always what was saved last", () => {
    const action = fc.tuple(fc.nat(9), fc.nat(60), fc.boolean());
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const memory = createTaggedDocuments({ entries: 5, bytes: 100 });
        for (const [name, size, remove] of actions) {
          if (remove) memory.remove(String(name));
          else memory.save(String(name), tagged(size));
          const held = Array.from({ length: 10 }, (_, key) => memory.find(String(key))).filter(Boolean);
          const bytes = held.reduce((sum, entry) => sum + (entry?.document.body.length ?? 0), 0);
          expect(held.length).toBeLessThanOrEqual(5);
          expect(bytes).toBeLessThanOrEqual(100);
          if (!remove) expect(memory.find(String(name))).toBeDefined();
        }
      }),
    );
  });
});
