import { describe, expect, it } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { envelop } from "../../core/credential/jwt/enveloped.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createStatusListMemory } from "../../core/status/status-list-memory.ts";
import { secondsFromNow, signRaw } from "../support/jwt.ts";
import { entry2021, statusOf2021, unsignedList2021 } from "../support/status-list-2021.ts";
import { statusOf } from "../support/status-of.ts";
import { employer, entryAt, statusList, thief } from "../support/world.ts";

const signer = employer.signer;
const unverified = { outcome: "failed", problem: { code: "STATUS_VERIFICATION_ERROR" } };

/** The list of the other tests, as the payload of a JWT. */
async function payload(set: number[], changes: JsonObject = {}): Promise<JsonObject> {
  const { proof: _proof, ...list } = await statusList(set, { list: changes });
  return list;
}

describe("a status list as a compact JWT (VCDM 2.0, 1.3; VC-JOSE-COSE 1.0)", () => {
  it("is read like one with proofs: a set bit is a no, a bit that is not set is fine", async () => {
    const list = await signRaw({ typ: "vc+jwt" }, await payload([5]), employer);
    expect((await statusOf(entryAt(5), list)).problem?.code).toBe("REVOKED");
    const check = await statusOf(entryAt(6), `${list}\n`);
    expect(check).toMatchObject({ outcome: "passed", listAsOf: "2026-11-22T00:00:00Z" });
  });

  it("is read as a Status List 2021 with the claim vc, in an envelope, and after its claim iat", async () => {
    const list = await createCredentialJwt(unsignedList2021([5]), { signer });
    expect((await statusOf2021(entry2021(5), list)).problem?.code).toBe("REVOKED");
    expect((await statusOf2021(entry2021(6), envelop(list, "credential"))).outcome).toBe("passed");
  });

  it.each<[string, () => Promise<string>]>([
    ["is signed by another", async () => signRaw({}, await payload([]), thief)],
    [
      "is signed by another under the issuer's key id",
      async () => signRaw({ kid: signer.id }, await payload([]), thief),
    ],
    ["is by another issuer", async () => signRaw({}, await payload([], { issuer: thief.did }), thief)],
    ["is unsigned", async () => signRaw({ alg: "none" }, await payload([]), employer)],
    ["names no key", async () => signRaw({ kid: null }, await payload([]), employer)],
    ["has a critical header", async () => signRaw({ crit: ["exp"] }, await payload([]), employer)],
    ["is of another type", async () => signRaw({ typ: "statuslist+jwt" }, await payload([]), employer)],
    [
      "has expired by its claim",
      async () => {
        const { validUntil: _until, ...list } = await payload([]);
        return signRaw({}, { ...list, exp: secondsFromNow(-60) }, employer);
      },
    ],
    [
      "was issued in the future",
      async () => signRaw({}, { ...(await payload([])), iat: secondsFromNow(3600) }, employer),
    ],
    [
      "has another id than its address",
      async () => signRaw({}, await payload([], { id: "https://issuer.example/status-lists/2" }), employer),
    ],
    [
      "is not a status list",
      async () => signRaw({}, await payload([], { type: ["VerifiableCredential"] }), employer),
    ],
    [
      "says two things",
      async () => signRaw({}, { ...(await payload([])), vc: await payload([5]) }, employer),
    ],
    ["is cut off", async () => (await signRaw({}, await payload([]), employer)).slice(0, -2)],
    ["is a presentation", async () => signRaw({}, { vp: await payload([]) }, employer)],
  ])("that %s is not believed", async (_name, list) => {
    expect(await statusOf(entryAt(5), await list())).toMatchObject(unverified);
  });

  it("that is older than one already seen, whatever its form, is not believed", async () => {
    const statusListMemory = createStatusListMemory();
    const newer = await statusList([5], { validFrom: new Date("2026-11-22T11:00:00Z") });
    expect((await statusOf(entryAt(5), newer, { statusListMemory })).problem?.code).toBe("REVOKED");
    const { validFrom: _from, validUntil: _until, ...undated } = await payload([]);
    const issued = (iat: number) => signRaw({}, { ...undated, iat }, employer);
    expect(
      await statusOf(entryAt(5), await issued(secondsFromNow(-86_400)), { statusListMemory }),
    ).toMatchObject(unverified);
    expect(
      (await statusOf(entryAt(5), await issued(secondsFromNow(-60)), { statusListMemory })).outcome,
    ).toBe("passed");
  });
});
