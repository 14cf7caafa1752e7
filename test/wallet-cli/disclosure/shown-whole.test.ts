import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { DisclosureSuiteName } from "../../../core/credential/disclosure/disclosure-suites.ts";
import {
  type BaseProof,
  parseDisclosureProof,
} from "../../../core/credential/disclosure/format/disclosure-proof.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { readableLayers } from "../../support/readable-layers.ts";
import {
  held,
  onlyIn,
  openWalletInParts,
  purpose,
  type WalletInParts,
} from "../../support/wallet-in-parts.ts";

let desk: WalletInParts["desk"];
let stint: WalletInParts["stint"];
let presented: WalletInParts["presented"];
let verdictOn: WalletInParts["verdictOn"];
const suites: DisclosureSuiteName[] = ["ecdsa-sd-2023", "bbs-2023"];
const bySuite = { "ecdsa-sd-2023": held.ecdsa, "bbs-2023": held.bbs };

beforeAll(async () => {
  ({ desk, stint, presented, verdictOn } = await openWalletInParts());
  return () => desk.remove();
});

describe("a credential shown whole", () => {
  const proofsIn = (presentation: JsonObject) =>
    (onlyIn(presentation).proof as JsonObject[]).map(({ cryptosuite }) => cryptosuite);

  test.each([held.ecdsa, held.bbs])("leaves the holder's base proof at home (%s)", async (selector) => {
    const presentation = await presented(selector);
    expect(proofsIn(presentation)).toEqual(["eddsa-rdfc-2022"]);
    const { code, credential } = await verdictOn(presentation);
    expect(code).toBe(0);
    expect(credential).not.toHaveProperty("disclosure");
    expect((await stint("present", selector, ...purpose)).error).toContain("You can leave parts of it out");
  });

  test.each(suites)("carries no key of the base proof, whole or in part (%s)", async (suite) => {
    const kept = JSON.parse((await stint("show", bySuite[suite], "--json")).out) as { proof: JsonObject[] };
    const value = kept.proof.find(({ cryptosuite }) => cryptosuite === suite)?.proofValue;
    const base = parseDisclosureProof(suite, value) as BaseProof;
    for (const args of [[], ["--hide", "name"]]) {
      const layers = readableLayers(await presented(bySuite[suite], ...args));
      expect(layers.some((layer) => layer.includes(Buffer.from(base.hmacKey)))).toBe(false);
    }
    expect(readableLayers(kept).some((layer) => layer.includes(Buffer.from(base.hmacKey)))).toBe(true);
  });

  test.each([
    ["stint export", "export", ["--svg"], "badge.svg"],
    ["stint export", "export", ["--json"], "credential.json"],
    ["stint portfolio", "portfolio", ["--yes"], "portfolio.json"],
  ])("leaves it at home in what %s writes (%s %j)", async (_, verb, options, name) => {
    const file = join(desk.folder, name);
    const said = await stint(verb, held.ecdsa, ...options, "--out", file);
    expect([said.code, said.error]).toEqual([0, expect.any(String)]);
    const written = await readFile(file, "utf8");
    expect(written).toContain("eddsa-rdfc-2022");
    expect(written).not.toContain("ecdsa-sd-2023");
  });

  test("says in a portfolio, of each credential by itself, that it is shown in part", async () => {
    const file = join(desk.folder, "part-in-portfolio.json");
    expect((await stint("portfolio", held.baseOnly, held.wholeOnly, "--yes", "--out", file)).code).toBe(0);
    const { out } = await stint("verify", file);
    expect(out.match(/Shown in part/gu)).toHaveLength(1);
  });

  test("is derived with everything in it when its only proof is a base proof", async () => {
    const presentation = await presented(held.baseOnly);
    const kept = JSON.parse((await stint("show", held.baseOnly, "--json")).out) as JsonObject;
    const { proof: [derived] = [], ...shown } = onlyIn(presentation) as JsonObject & { proof: JsonObject[] };
    const { proof: [base] = [], ...whole } = kept as JsonObject & { proof: JsonObject[] };
    expect(shown).toEqual(whole);
    expect(derived?.proofValue).not.toEqual(base?.proofValue);
    const { code, credential } = await verdictOn(presentation);
    expect([code, credential.disclosure]).toMatchObject([0, { partial: true, notShown: [] }]);
  });
});
