import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { deriveSealingKey, type SealingKey } from "../../core/keys/seal.ts";
import { post } from "../../demo/http.ts";
import { type RunningService, startService } from "../../demo/services.ts";
import { type WalletUser, walletUser } from "../../demo/wallet-process.ts";
import { createFetcher } from "../../net/fetcher.ts";
import { type Bench, bench, type Said } from "../support/stint.ts";

const program = (name: string) => fileURLToPath(new URL(`../../dist/${name}/main.js`, import.meta.url));
const adminToken = randomBytes(24).toString("base64url");
const passphrase = "a passphrase";
const admin = { authorization: `Bearer ${adminToken}` };

/** What a program of its own would meet: the real time and the services on this machine. */
const sameNetwork = () => ({
  fetchDocument: createFetcher({ allowLoopback: true }),
  now: new Date(),
});

describe("the whole journey with an employer whose DID is a did:web", () => {
  let folder: string;
  let issuer: RunningService;
  let verifier: RunningService;
  let student: WalletUser;
  let desk: Bench;
  /** The student's commands in this process, on the same wallet: where starting another program shows nothing new. */
  let stint: (...args: string[]) => Promise<Said>;
  let employer: { id: string; key: Record<string, string> };
  let credential: JsonObject;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "stint-journey-"));
    issuer = await startService({
      name: "issuer",
      program: program("issuer"),
      folder,
      settings: { STINT_ADMIN_TOKEN: adminToken, STINT_KEY_PASSPHRASE: "a passphrase for tests" },
    });
    student = walletUser({
      program: program("wallet-cli"),
      folder,
      wallet: join(folder, "wallet"),
      passphrase,
    });
    desk = await bench();
    let key: Promise<SealingKey> | undefined;
    const deriveOnce: typeof deriveSealingKey = (words, salt) => {
      key ??= deriveSealingKey(words, salt);
      return key;
    };
    const variables = { STINT_WALLET_DIR: join(folder, "wallet"), STINT_PASSPHRASE: passphrase };
    stint = (...args) =>
      desk.stint(["--allow-loopback", ...args], {
        ...sameNetwork(),
        variables,
        deriveSealingKey: deriveOnce,
      });
  }, 60_000);

  afterAll(async () => {
    await Promise.all([issuer?.stop(), verifier?.stop(), desk?.remove()]);
    await rm(folder, { recursive: true, force: true });
  });

  test("an employer is created with the admin token only, and gets an API key", async () => {
    const profile = JSON.parse(
      await readFile(new URL("../../examples/issuer-profile.json", import.meta.url), "utf8"),
    );
    const request = { ...profile, did: "web" };
    expect((await post(`${issuer.url}/issuers`, request)).status).toBe(401);
    const { status, body } = await post(`${issuer.url}/issuers`, request, admin);
    expect(status).toBe(201);
    const { id } = body.issuer as { id: string };
    expect(id).toMatch(/^did:web:localhost%3A\d+:issuers:fjordlys$/u);
    employer = { id, key: { authorization: `Bearer ${String(body.apiKey)}` } };
  });

  test("a recruiter's verifier starts with this employer as one it trusts", async () => {
    const issuers = [{ did: employer.id, name: "Fjordlys", reason: "We know them" }];
    const trusted = join(folder, "trusted.json");
    await writeFile(trusted, JSON.stringify({ issuers }));
    const settings = { STINT_TRUSTED_ISSUERS: trusted, STINT_VERIFIER_WORKERS: "1" };
    verifier = await startService({ name: "verifier", program: program("verifier"), folder, settings });
  }, 60_000);

  test("the employer issues the project's example to the student's DID, and the wallet takes it", async () => {
    const { code, out } = await student.stint("init");
    expect(code).toBe(0);
    const example = await readFile(new URL("../../examples/micro-internship.json", import.meta.url), "utf8");
    const unsigned = JSON.parse(
      example.replace("ISSUER_DID", employer.id).replace("STUDENT_DID", out.trim()),
    );
    const answer = await post(
      `${issuer.url}/issuers/fjordlys/credentials/issue`,
      { credential: unsigned },
      employer.key,
    );
    expect(answer.status).toBe(201);
    credential = answer.body.verifiableCredential as JsonObject;
    await writeFile(join(folder, "answer.json"), JSON.stringify(answer.body));
    const added = await student.stint("add", "answer.json", "--json");
    expect(added.code, added.error).toBe(0);
    expect(JSON.parse(added.out)).toMatchObject({ outcome: "added", number: 1, ownership: "mine" });
    const shown = await student.stint("show", "1", "--json");
    expect(JSON.parse(shown.out)).toEqual(credential);
  }, 60_000);

  test("nothing of it lies on the disk in clear, and only the owner may read the files", async () => {
    const names = await readdir(join(folder, "wallet"), { recursive: true });
    for (const name of names) {
      const path = join(folder, "wallet", name);
      const { mode } = await stat(path);
      expect(mode & 0o077, name).toBe(0);
      if (name === "store") continue;
      const bytes = await readFile(path, "latin1");
      for (const word of ["Amara", "Fjordlys", "heat pump", "did:key", "8e4d2b17"])
        expect(bytes).not.toContain(word);
    }
  });

  test("the student's presentation to a fresh challenge is verified once, and never again", async () => {
    const { challenge, presentation } = await present();
    const first = await verify(challenge, presentation);
    expect(first).toMatchObject({ status: 200, body: { verified: true } });
    expect(first.body.validation).toMatchObject({ issuer: { outcome: "trusted" } });
    const second = await verify(challenge, presentation);
    expect(second).toMatchObject({ status: 422, body: { verified: false } });
  }, 60_000);

  test("a thief with the file is refused by the wallet, and so is a changed character", async () => {
    // The wallet of the desk is another one than the student's.
    const thief = (...args: string[]) => desk.stint(["--allow-loopback", ...args], sameNetwork());
    const file = await desk.file("credential.json", credential);
    expect((await thief("init")).code).toBe(0);
    expect(await thief("add", file)).toMatchObject({ code: 1, out: "" });
    expect((await thief("add", file, "--anyway")).code).toBe(0);
    expect((await thief("present", "1", "--challenge", "c", "--domain", "d")).code).toBe(1);
    const altered = JSON.stringify(credential).replace('"value":"4"', '"value":"5"');
    expect(altered).not.toBe(JSON.stringify(credential));
    expect((await thief("verify", await desk.file("altered.json", altered))).code).toBe(1);
    expect((await thief("verify", file)).code).toBe(0);
  }, 60_000);

  test("after the employer revoked it, a fresh presentation says so, and the wallet too", async () => {
    const change = {
      credentialId: credential.id,
      credentialStatus: { type: "BitstringStatusListEntry", statusPurpose: "revocation" },
      status: true,
    };
    expect((await stint("status", "1")).code).toBe(0);
    const answer = await post(`${issuer.url}/issuers/fjordlys/credentials/status`, change, employer.key);
    expect(answer.status).toBeLessThan(300);
    const { challenge, presentation } = await present();
    const { status, body } = await verify(challenge, presentation);
    expect(status).toBe(422);
    expect(JSON.stringify(body.credentials)).toContain('"REVOKED"');
    expect((await student.stint("status", "1")).code).toBe(1);
    expect((await stint("list")).out).toContain("revoked");
  }, 60_000);

  test("with the issuer gone, the wallet cannot find out, and says so", async () => {
    await issuer.stop();
    const { code, out } = await student.stint("status", "1", "--json");
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ verified: false });
    expect((await stint("list")).out).toContain("revoked");
  }, 60_000);

  async function present(): Promise<{
    challenge: { challenge: string; domain: string };
    presentation: unknown;
  }> {
    const { body } = await post(`${verifier.url}/challenges`, {});
    const challenge = { challenge: String(body.challenge), domain: String(body.domain) };
    const args = ["--challenge", challenge.challenge, "--domain", challenge.domain];
    const { code, out, error } = await student.stint("present", "1", ...args);
    expect(code, error).toBe(0);
    return { challenge, presentation: JSON.parse(out) };
  }

  function verify(options: { challenge: string; domain: string }, verifiablePresentation: unknown) {
    return post(`${verifier.url}/presentations/verify`, { verifiablePresentation, options });
  }
});
