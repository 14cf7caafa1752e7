import { afterAll, beforeAll, expect, test } from "vitest";
import { didKey } from "../../../core/did/did-key.ts";
import { ed25519KeyPair } from "../../../core/keys/ed25519.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { createAchievement, problemsOf, resultsOf, settled, upload } from "../../support/batches.ts";
import { type RunningIssuer, runIssuer, type Tenant } from "../../support/running-issuer.ts";

let issuer: RunningIssuer;
let tenant: Tenant;
let failure: Error;
let tries = 0;

beforeAll(async () => {
  issuer = await runIssuer({
    wrap: ({ store, keyRing }) => ({
      store,
      keyRing: {
        ...keyRing,
        signer: () => {
          tries += 1;
          throw failure;
        },
      },
    }),
  });
  tenant = await issuer.createTenant("acme", "key");
  await createAchievement(issuer, tenant);
});
afterAll(() => issuer.stop());

function table(seed: number): string {
  const { publicKey } = ed25519KeyPair(new Uint8Array(32).fill(seed));
  return `achievement,did\nCargo delay dashboard,${didKey({ type: "Ed25519", bytes: publicKey })}`;
}

test("a row that is recorded and cannot be issued says why, and is not new when it is uploaded again", async () => {
  failure = new Problem("CONFLICT", "The signing key was withdrawn.");
  const { body } = await upload(issuer, tenant, table(1));
  expect(await settled(issuer, tenant, body.id)).toMatchObject({ state: "finished", done: 0, failed: 1 });
  expect(await resultsOf(issuer, tenant, body.id)).toContain(
    "2,,being-issued,,,,,The signing key was withdrawn.",
  );
  expect(await problemsOf(issuer, tenant, table(1))).toEqual([
    `2 : Row 2 of batch ${body.id} says exactly the same. If both are meant, give each a reference.`,
  ]);
});

test("an error that should not happen is told in the log and not in the results", async () => {
  failure = new RangeError("secret of the machine room");
  const { body } = await upload(issuer, tenant, table(2));
  expect(await settled(issuer, tenant, body.id)).toMatchObject({ state: "finished", failed: 1 });
  const csv = await resultsOf(issuer, tenant, body.id);
  expect(csv).toContain("An unexpected error; the log of the service tells more.");
  expect(csv).not.toContain("machine room");
  expect(issuer.log()).toContain("machine room");
});

test("while the service is too busy a row waits, and the batch goes on with it later", async () => {
  const before = tries;
  failure = new Problem("OVERLOADED", "Too many changes are waiting; try again.");
  const { body } = await upload(issuer, tenant, table(3));
  const path = `/issuers/acme/batches/${body.id}`;
  await expect.poll(() => tries, { timeout: 10_000 }).toBeGreaterThan(before);
  const waiting = await issuer.call("GET", path, { token: tenant.apiKey });
  expect(waiting.body).toMatchObject({ state: "running", done: 0, failed: 0 });
  failure = new Problem("CONFLICT", "The signing key was withdrawn.");
  expect(await settled(issuer, tenant, body.id)).toMatchObject({ state: "finished", failed: 1 });
});
