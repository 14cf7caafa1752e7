import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyContentDigest } from "../../../issuer/store/content-digest.ts";
import { beginningOfJournal, createJournalLine } from "../../../issuer/store/journal-line.ts";
import { applyLine, digestAfter, openContents, scanContents } from "../../../issuer/store/level-contents.ts";
import { openLevelStore } from "../../../issuer/store/level-store.ts";
import { key } from "../../../issuer/store/record-keys.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const now = () => new Date("2026-11-22T12:00:00Z");

test("the digest follows the records through whatever is read and written, so that the next start finds them whole", async () => {
  const name = fc.constantFrom(..."abcde").map((letter) => key<string>("note", letter));
  const change = fc.record({
    put: fc.dictionary(fc.constantFrom(..."abcde"), fc.string({ maxLength: 5 }), { maxKeys: 3 }),
    remove: fc.array(fc.constantFrom(..."abcde"), { maxLength: 2 }),
  });
  const actions = fc.array(fc.oneof(name, change), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 2, maxLength: 3 }), async (sessions) => {
      const directory = join(await temporaryFolder(), "data");
      const expected = new Map<string, string>();
      for (const session of sessions) {
        const store = await openLevelStore({ directory, now });
        expect(store.condition).toEqual({ sound: true, repairs: [] });
        for (const action of session) {
          if (typeof action === "string") {
            expect(await store.get(action)).toBe(expected.get(action));
            continue;
          }
          const { put, remove } = action;
          await store.commit(async (transaction) => {
            for (const [letter, value] of Object.entries(put)) transaction.put(key("note", letter), value);
            for (const letter of remove) transaction.remove(key("note", letter));
          });
          for (const [letter, value] of Object.entries(put)) expected.set(`note/${letter}`, value);
          for (const letter of remove) expected.delete(`note/${letter}`);
        }
        await store.close();
      }
    }),
    { numRuns: 8 },
  );
});

test("a last line that the records do not make up is not made up (security rule 9)", async () => {
  const contents = await openContents(join(await temporaryFolder(), "store"), { create: true });
  const ops = [
    { key: "note/a", value: '"one"' },
    { key: "note/b", value: '"two"' },
  ];
  const digest = await digestAfter({ contents }, ops, emptyContentDigest);
  const line = createJournalLine({ seq: 1, at: now().toISOString(), prev: beginningOfJournal, ops, digest });
  await applyLine(contents, line, { sync: true });
  expect((await scanContents(contents)).lastLine).toEqual(line);
  for (const damage of [() => contents.put("note/b", '"three"'), () => contents.del("note/b")]) {
    await damage();
    const { lastLine, digest: found } = await scanContents(contents);
    expect(lastLine).toBeUndefined();
    expect(found).not.toBe(digest);
  }
  await contents.close();
});
