import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { type Bench, benchWithWallet, issuedTo } from "../../support/stint.ts";
import { employer, unsigned } from "../../support/world.ts";

let desk: Bench & { did: string };
let jwt: string;
beforeAll(async () => {
  desk = await benchWithWallet();
  const credentialSubject = { ...(unsigned().credentialSubject as JsonObject), id: desk.did };
  jwt = await createCredentialJwt(unsigned({ credentialSubject }), { signer: employer.signer });
});
afterAll(() => desk.remove());

describe("a credential that is a JWT", () => {
  test("is added from a file, from standard input, and from the answer of a service", async () => {
    expect(await desk.stint(["add", await desk.file("c.jwt", `${jwt}\n`)])).toMatchObject({ code: 0 });
    for (const input of [jwt, JSON.stringify(jwt), JSON.stringify({ verifiableCredential: jwt })]) {
      expect((await desk.stint(["add", "-"], { input })).error).toContain("in the wallet already, number 1");
    }
  });

  test("is not added when a byte was changed", async () => {
    const altered = `${jwt.slice(0, -5)}${jwt.at(-5) === "A" ? "B" : "A"}${jwt.slice(-4)}`;
    expect(await desk.stint(["add", "-"], { input: altered })).toMatchObject({ code: 1, out: "" });
  });

  test("is held beside the same credential with a proof: some verifiers take only one of the two", async () => {
    const other = await desk.file("c.json", await issuedTo(desk.did));
    expect((await desk.stint(["add", other])).error).toContain("added as number 2");
  });

  test("is listed, shown, asked about and verified like any other", async () => {
    const [first, second] = JSON.parse((await desk.stint(["list", "--json"])).out);
    expect({ ...first, number: 2 }).toEqual(second);
    expect((await desk.stint(["show", "1"])).out).toContain("Cargo delay dashboard");
    expect(JSON.parse((await desk.stint(["show", "1", "--json"])).out)).toBe(jwt);
    expect(await desk.stint(["status", "1"])).toMatchObject({ code: 0 });
    expect(await desk.stint(["verify", await desk.file("v.jwt", jwt)])).toMatchObject({ code: 0 });
  });

  test("is presented in a VP-JWT, or in an envelope beside others", async () => {
    const asked = ["--challenge", "c-1", "--domain", "recruiter.example"];
    const alone = await desk.stint(["present", "1", ...asked]);
    expect(alone.out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/u);
    const both = await desk.stint(["present", "1", "2", ...asked]);
    expect(JSON.parse(both.out).verifiableCredential).toHaveLength(2);
    for (const input of [alone.out, both.out]) {
      expect(await desk.stint(["verify", "-", ...asked], { input })).toMatchObject({ code: 0 });
    }
  });

  test("comes back from a backup", async () => {
    await desk.stint(["backup", `${desk.folder}/backup`]);
    const other = ["--wallet", `${desk.folder}/other`];
    await desk.stint([...other, "restore", `${desk.folder}/backup`]);
    expect(JSON.parse((await desk.stint([...other, "show", "1", "--json"])).out)).toBe(jwt);
  });
});
