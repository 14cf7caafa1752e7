import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { DisclosureSuiteName } from "../../../core/credential/disclosure/disclosure-suites.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { canBeRead, readableLayers } from "../../support/readable-layers.ts";
import { deliverable } from "../../support/telling-work.ts";
import {
  held,
  onlyIn,
  openWalletInParts,
  purpose,
  secrets,
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

describe("a credential shown in part", () => {
  test.each(suites)("has what was left out nowhere in it, in no encoding (%s)", async (suite) => {
    const parts = Object.keys(secrets);
    for (const start of [0, 1, 2, 3]) {
      const hidden = parts.filter((_, index) => index % 4 === start);
      const layers = readableLayers(await presented(bySuite[suite], "--hide", hidden.join(",")));
      for (const [part, texts] of Object.entries(secrets)) {
        for (const text of texts) {
          expect([part, text, canBeRead(layers, text)]).toEqual([part, text, !hidden.includes(part)]);
        }
      }
    }
  });

  test.each(suites)("verifies, says that it is shown in part, and what is missing (%s)", async (suite) => {
    const presentation = await presented(bySuite[suite], "--reveal", "skills,results");
    const layers = readableLayers(presentation);
    for (const [part, texts] of Object.entries(secrets)) {
      const isShown = ["skills", "hours", "pay", "rating"].includes(part);
      for (const text of texts) expect([text, canBeRead(layers, text)]).toEqual([text, isShown]);
    }
    const { code, credential } = await verdictOn(presentation);
    expect(code).toBe(0);
    expect(credential.disclosure).toEqual({
      partial: true,
      suite,
      notShown: [
        "title",
        "description",
        "criteria",
        "dates",
        "role",
        "employer",
        "contact",
        "university",
        "name",
        "evidence",
      ],
      mandatory: ["issuer", "validFrom", "validUntil", "credentialStatus"],
    });
    expect(credential.work).toMatchObject({ skills: [{ name: "data visualisation" }] });
    expect(credential.work).not.toHaveProperty("title");
  });

  test("keeps to the issuer's and the holder's identifier when nothing is revealed, and says so", async () => {
    const said = await stint("present", held.ecdsa, "--reveal", "", "--preview");
    expect(said.out).toContain("they see only what its issuer made mandatory");
    const { code, credential } = await verdictOn(await presented(held.ecdsa, "--reveal", ""));
    expect(code).toBe(0);
    expect(credential.work).toEqual({ results: [], skills: [], evidence: [] });
  });

  test("is refused when somebody takes out of it what its issuer made mandatory", async () => {
    const presentation = await presented(held.ecdsa, "--reveal", "skills");
    for (const member of ["validFrom", "validUntil", "credentialStatus"]) {
      const { [member]: taken, ...rest } = onlyIn(presentation);
      expect(taken).toBeDefined();
      const file = await desk.file("taken.json", rest);
      const said = await stint("verify", file, "--json");
      expect([member, said.code]).toEqual([member, 1]);
      expect(JSON.parse(said.out)).toMatchObject({ verified: false });
    }
  });

  test("is refused when something is put back that was left out", async () => {
    const credential = onlyIn(await presented(held.ecdsa, "--hide", "role"));
    const subject = credential.credentialSubject as JsonObject;
    const file = await desk.file("put-back.json", {
      ...credential,
      credentialSubject: { ...subject, role: "Data intern" },
    });
    expect((await stint("verify", file)).code).toBe(1);
  });
});

describe("files that are evidence", () => {
  test("go along only when the evidence is shown", async () => {
    const file = await desk.file("dashboard.html", deliverable);
    expect((await stint("evidence", "add", held.ecdsa, file)).code).toBe(0);
    const out = join(desk.folder, "files");
    const withEvidence = [...purpose, "--with-evidence", out];
    const said = await stint("present", held.ecdsa, "--hide", "evidence", ...withEvidence);
    expect(said.code).toBe(1);
    expect(said.error).toContain("No file is kept that these credentials name as evidence");
    await expect(readdir(out)).rejects.toThrow();
    expect((await stint("present", held.ecdsa, "--hide", "name", ...withEvidence)).code).toBe(0);
    expect(await readdir(out)).toEqual(["dashboard.html"]);
  });
});

describe("a share in part", () => {
  test("leaves out what is hidden, after showing what is left", async () => {
    const out = join(desk.folder, "share.json");
    const said = await stint(
      "share",
      held.ecdsa,
      "--to",
      "Ines",
      "--out",
      out,
      "--hide",
      "name,dates",
      "--yes",
    );
    expect(said.code).toBe(0);
    expect(said.error).toContain("Left out      dates, name");
    const layers = readableLayers(JSON.parse(await readFile(out, "utf8")));
    expect(canBeRead(layers, "Mika Tanaka")).toBe(false);
    expect(canBeRead(layers, "Data intern")).toBe(true);
  });
});
