import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSettingsList } from "../../../verifier/trust/settings-list.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { employer } from "../../support/world.ts";

it.each([
  ["missing", undefined, "cannot be read"],
  ["not JSON", "issuers: []", "at position 0"],
  ["wrong", '{"issuers":[{"did":"acme","name":"A","reason":"R"}]}', "issuers.0.did"],
  ["with an unknown member", '{"issuers":[],"trust":"all"}', "besides issuers"],
  [
    "ambiguous",
    JSON.stringify({ issuers: [1, 2].map(() => ({ did: employer.did, name: "A", reason: "R" })) }),
    "listed twice",
  ],
])("a trust file that is %s is refused, saying which and what is wrong", async (name, text, words) => {
  const path = join(await temporaryFolder(), `${name}.json`);
  if (text !== undefined) await writeFile(path, text);
  const opening = openSettingsList({ path, clock: () => new Date(), onTrouble: () => undefined });
  await expect(opening).rejects.toMatchObject({
    code: "CONFIGURATION",
    message: expect.stringMatching(new RegExp(`STINT_TRUSTED_ISSUERS: .*${name}\\.json.*${words}`)),
  });
});
