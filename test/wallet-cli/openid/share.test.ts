import { readFile, stat } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { type PlayedService, playService, respondJson } from "../../support/played-issuer.ts";
import { type Bench, benchWithWallet, issuedTo, type Situation } from "../../support/stint.ts";
import { employer, now, thief, unsigned, world } from "../../support/world.ts";

let verifier: PlayedService;
let desk: Bench & { did: string };
beforeAll(async () => {
  verifier = await playService({});
  desk = await benchWithWallet();
  const credentialSubject = { ...(unsigned().credentialSubject as JsonObject), id: desk.did };
  const jwt = await createCredentialJwt(unsigned({ credentialSubject }), { signer: employer.signer });
  await desk.stint(["add", await desk.file("ldp.json", await issuedTo(desk.did))]);
  await desk.stint(["add", await desk.file("jwt.txt", jwt)]);
  await desk.stint([
    "add",
    "--anyway",
    await desk.file("other.json", await issuedTo(thief.did, { id: "urn:uuid:1" })),
  ]);
});
afterAll(async () => {
  await desk.remove();
  await verifier.stop();
});
beforeEach(() => {
  verifier.arrived.length = 0;
  verifier.replies["/shares"] = (_request, response) =>
    respondJson(response, 201, { link: `${verifier.url}/shares/1`, deletionToken: "the-deletion-token" });
  verifier.replies["/shares/1"] = (_request, response) => void response.writeHead(204).end();
});

const stint = (args: string[], situation: Situation = {}) =>
  desk.stint(["--allow-loopback", ...args], { online: true, ...situation });
const shares = async () => JSON.parse((await desk.stint(["shares", "--json"])).out) as JsonObject[];

async function verdictOn(
  presentation: JsonObject | string,
  expectedDomain: string,
  at = now,
): Promise<boolean> {
  const question = {
    checks: "all",
    expectedChallenge: undefined,
    expectedDomain,
    acceptShare: true,
  } as const;
  return (await verifyPresentation(presentation, question, world({}, { now: at }))).verified;
}

describe("stint share", () => {
  test("says what is shown to whom and for how long, and shares nothing when the person says no", async () => {
    const { host } = new URL(verifier.url);
    const said = await stint(["share", "1", "--to", verifier.url], { answers: ["n"] });
    expect(said).toMatchObject({
      code: 1,
      out: "",
      asked: [`Publish it on ${host}, for whoever has the link? [y/N] `],
    });
    expect(said.error).toContain(`This shows to ${host}`);
    expect(said.error).toContain("for 14 days, by whoever has the link");
    expect(verifier.arrived).toEqual([]);
    expect(await shares()).toEqual([]);
  });

  test("publishes a presentation that is good for this verifier and these days only", async () => {
    const said = await stint(["share", "1", "2", "--to", `${verifier.url}/`, "--days", "2", "--yes"]);
    expect(said).toMatchObject({ code: 0, out: `${verifier.url}/shares/1\n` });
    const { verifiablePresentation } = JSON.parse(verifier.arrived[0]?.text ?? "");
    const { host } = new URL(verifier.url);
    expect(verifiablePresentation.verifiableCredential).toHaveLength(2);
    expect(verifiablePresentation.proof).not.toHaveProperty("challenge");
    expect(await verdictOn(verifiablePresentation, host)).toBe(true);
    expect(await verdictOn(verifiablePresentation, "other.example")).toBe(false);
    expect(await verdictOn(verifiablePresentation, host, new Date(now.getTime() + 49 * 3_600_000))).toBe(
      false,
    );
  });

  test("is listed with whom, what and until when, and taken back where it was published", async () => {
    expect(await shares()).toMatchObject([
      { number: 1, audience: new URL(verifier.url).host, state: "open", link: `${verifier.url}/shares/1` },
    ]);
    expect((await desk.stint(["shares"])).out).toContain("Cargo delay dashboard");
    expect(JSON.stringify(await shares())).not.toContain("the-deletion-token");
    expect(await stint(["shares", "revoke", "1"])).toMatchObject({ code: 0 });
    expect(verifier.arrived).toMatchObject([
      { method: "DELETE", path: "/shares/1", authorization: "Bearer the-deletion-token" },
    ]);
    expect(await shares()).toMatchObject([{ state: "taken back", revokedAt: now.toISOString() }]);
  });

  test("writes a file for somebody by name, which stint verify accepts from them until it ends", async () => {
    const file = `${desk.folder}/share.json`;
    const said = await desk.stint(["share", "1", "--to", "Ines Okafor", "--out", file, "--yes"]);
    expect(said).toMatchObject({ code: 0, out: `${file}\n` });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await desk.stint(["verify", file, "--domain", "Ines Okafor"])).toMatchObject({ code: 0 });
    expect(await desk.stint(["verify", file, "--domain", "Somebody Else"])).toMatchObject({ code: 1 });
    const later = { now: new Date(now.getTime() + 15 * 86_400_000) };
    expect(await desk.stint(["verify", file, "--domain", "Ines Okafor"], later)).toMatchObject({ code: 1 });
    expect((await desk.stint(["verify", file])).code).toBe(2);
    expect((await desk.stint(["shares", "revoke", "2"])).error).toContain("cannot be taken back");
    expect((await desk.stint(["share", "1", "--to", "I", "--out", file, "--yes"])).error).toContain(
      "such a file already",
    );
  });

  test("writes a JWT as the one line that it is", async () => {
    const file = `${desk.folder}/share.jwt`;
    await desk.stint(["share", "2", "--to", "Ines Okafor", "--out", file, "--yes"]);
    const jwt = await readFile(file, "utf8");
    expect(jwt).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/u);
    expect(await verdictOn(jwt.trim(), "Ines Okafor")).toBe(true);
    expect(await desk.stint(["verify", file, "--domain", "Ines Okafor"])).toMatchObject({ code: 0 });
  });

  test("is in the backup, with what it takes to take it back", async () => {
    await stint(["share", "1", "--to", verifier.url, "--yes"]);
    await desk.stint(["backup", `${desk.folder}/backup`]);
    const other = ["--wallet", `${desk.folder}/other`];
    await desk.stint([...other, "restore", `${desk.folder}/backup`]);
    const number = String((await shares()).length);
    expect(await stint([...other, "shares", "revoke", number])).toMatchObject({ code: 0 });
    expect((await desk.stint([...other, "restore", `${desk.folder}/backup`])).code).toBe(0);
    expect(JSON.parse((await desk.stint([...other, "shares", "--json"])).out)).toHaveLength(Number(number));
  });

  test.each<[string, (() => void) | undefined, string[], number]>([
    ["nobody is named", undefined, ["share", "1"], 2],
    ["it would last too long", undefined, ["share", "1", "--to", "I", "--out", "x", "--days", "91"], 2],
    ["it would last no time", undefined, ["share", "1", "--to", "I", "--out", "x", "--days", "0"], 2],
    ["a name gets no file", undefined, ["share", "1", "--to", "I"], 2],
    ["an address gets a file", undefined, ["share", "1", "--to", "https://a.example", "--out", "x"], 2],
    ["the address is not https", undefined, ["share", "1", "--to", "http://a.example"], 1],
    ["it is about somebody else", undefined, ["share", "3", "--to", "I", "--out", "x"], 1],
    [
      "the verifier says no",
      () => {
        verifier.replies["/shares"] = (_request, response) =>
          respondJson(response, 422, { code: "INVALID_DOMAIN_ERROR" });
      },
      ["share", "1", "--to", "verifier"],
      1,
    ],
    [
      "the verifier puts it somewhere else",
      () => {
        verifier.replies["/shares"] = (_request, response) =>
          respondJson(response, 201, {
            link: "https://evil.example/shares/1",
            deletionToken: "the-deletion-token",
          });
      },
      ["share", "1", "--to", "verifier"],
      1,
    ],
    ["there is no such share", undefined, ["shares", "revoke", "99"], 1],
    ["nobody understands it", undefined, ["shares", "delete"], 2],
  ])("is not done when %s", async (_, play, args, code) => {
    play?.();
    const before = await shares();
    const told = args.map((word) => (word === "verifier" ? verifier.url : word));
    expect(await stint(args[0] === "share" ? [...told, "--yes"] : told)).toMatchObject({ code, out: "" });
    expect(await shares()).toEqual(before);
  });
});
