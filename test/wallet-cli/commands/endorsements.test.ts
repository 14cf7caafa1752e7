import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endorsementOf, issuedBy, university } from "../../support/endorsements.ts";
import { type Bench, benchWithWallet, issuedTo } from "../../support/stint.ts";
import { employer, thief } from "../../support/world.ts";

let desk: Bench & { did: string };
beforeEach(async () => {
  desk = await benchWithWallet();
});
afterEach(() => desk.remove());

const purpose = ["--challenge", "c-1", "--domain", "recruiter.example"];

async function add(name: string, document: unknown) {
  return desk.stint(["add", await desk.file(name, document)]);
}

async function trusting(endorses: boolean) {
  const entry = { did: university.did, name: "Example State University", reason: "Accredited" };
  const issuers = [{ ...entry, ...(endorses && { endorses }) }];
  return ["--trusted-issuers", await desk.file(`trusted-${endorses}.json`, { issuers })];
}

describe("an endorsement in a wallet", () => {
  test("is kept when it speaks for something that is held, and for nothing else", async () => {
    const endorsement = await endorsementOf(employer.did);
    expect((await add("e.json", endorsement)).error).toContain("about somebody else's DID");
    await add("c.json", await issuedTo(desk.did));
    expect((await add("e.json", endorsement)).code).toBe(0);
    expect((await add("f.json", await endorsementOf(thief.did))).code).toBe(1);
    expect((await desk.stint(["list"])).out).toMatch(/2 +Endorsement +Example State University/);
    const { out } = await desk.stint(["show", "2"]);
    expect(out).toContain(`It endorses\n  • ${employer.did}`);
    expect(out).toContain("│ They pay fairly, and teach.");
  });

  test("is presented beside what it speaks for, and makes the issuer known to whoever lets it count", async () => {
    await add("c.json", await issuedTo(desk.did));
    await add("e.json", await endorsementOf(employer.did));
    const file = join(desk.folder, "p.json");
    await desk.stint(["present", "1", "2", ...purpose, "--out", file]);
    const verify = async (endorses: boolean) =>
      desk.stint(["verify", file, ...purpose, ...(await trusting(endorses))]);
    const counted = await verify(true);
    expect(counted.code).toBe(0);
    expect(counted.out).toContain("✔ Verified, issuer trusted through Example State University");
    expect(counted.out).toContain("⇢ Known to you through Example State University, which endorses it");
    expect((await verify(false)).out).toContain("Verified, issuer not known to you");
  });
});

describe("stint verify", () => {
  test("tells of each endorsement in a credential, good and bad, with the endorser's words behind a bar", async () => {
    const good = await endorsementOf(employer.did);
    const stranger = await endorsementOf(employer.did, thief);
    const file = await desk.file("c.json", await issuedBy([good, { ...stranger, name: "Changed" }]));
    const { code, out } = await desk.stint(["verify", file, ...(await trusting(true))]);
    expect(code).toBe(0);
    expect(out).toContain("✔ Example State University, whom you trust, endorses the issuer");
    expect(out).toContain("│ They pay fairly, and teach.");
    expect(out).toContain("✘ An endorsement of the issuer does not hold: The signature does not fit");
  });
});
