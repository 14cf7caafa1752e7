import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import { envelop } from "../../../core/credential/jwt/enveloped.ts";
import { parseCompactJws } from "../../../core/jose/compact-jws.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { payloadOf } from "../../support/jwt.ts";
import { type Bench, benchWithWallet } from "../../support/stint.ts";
import { employer, unsigned } from "../../support/world.ts";

let desk: Bench & { did: string };
let jwt: string;
beforeAll(async () => {
  desk = await benchWithWallet();
  const credentialSubject = { ...(unsigned().credentialSubject as JsonObject), id: desk.did };
  const credential = unsigned({ credentialSubject });
  jwt = await createCredentialJwt(credential, { signer: employer.signer, typ: "vc+jwt" });
});
afterAll(() => desk.remove());

const asked = ["--challenge", "c-1", "--domain", "recruiter.example"];
const headerOf = (text: string) => parseCompactJws(text.trim(), { maxBytes: 1_000_000 }).header;

describe("a credential that is a vc+jwt (VC-JOSE-COSE 1.0)", () => {
  test("is added out of its envelope, alone or in the answer of a service, and kept as the JWT", async () => {
    const envelope = envelop(jwt, "credential");
    expect(await desk.stint(["add", await desk.file("c.json", envelope)])).toMatchObject({ code: 0 });
    for (const input of [jwt, JSON.stringify(envelope), JSON.stringify({ verifiableCredential: envelope })]) {
      expect((await desk.stint(["add", "-"], { input })).error).toContain("in the wallet already, number 1");
    }
    expect(JSON.parse((await desk.stint(["show", "1", "--json"])).out)).toBe(jwt);
  });

  test("is presented in a vp+jwt, in its envelope", async () => {
    const { out } = await desk.stint(["present", "1", ...asked]);
    expect(headerOf(out)).toMatchObject({ typ: "vp+jwt", cty: "vp" });
    expect(payloadOf(out.trim()).verifiableCredential).toEqual([envelop(jwt, "credential")]);
    for (const input of [out, JSON.stringify(envelop(out.trim(), "presentation"))]) {
      expect(await desk.stint(["verify", "-", ...asked], { input })).toMatchObject({ code: 0 });
      const elsewhere = await desk.stint(["verify", "-", "--challenge", "c-2", "--domain", "x"], { input });
      expect(elsewhere.code).toBe(1);
    }
  });

  test("goes beside a JWT of Open Badges into the kind of VP-JWT that belongs to that one", async () => {
    const credentialSubject = { ...(unsigned().credentialSubject as JsonObject), id: desk.did };
    const id = "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0077";
    const plain = await createCredentialJwt(unsigned({ credentialSubject, id }), { signer: employer.signer });
    await desk.stint(["add", "-"], { input: plain });
    const both = await desk.stint(["present", "1", "2", ...asked]);
    expect(headerOf(both.out)).toMatchObject({ typ: "JWT" });
    expect(await desk.stint(["verify", "-", ...asked], { input: both.out })).toMatchObject({ code: 0 });
  });

  test("is shared in a vp+jwt that ends", async () => {
    const file = `${desk.folder}/share`;
    const shared = await desk.stint(["share", "1", "--to", "recruiter.example", "--out", file, "--yes"]);
    expect(shared).toMatchObject({ code: 0 });
    expect(await desk.stint(["verify", file, "--domain", "recruiter.example"])).toMatchObject({ code: 0 });
  });

  test("is told from an SD-JWT, which is refused in words", async () => {
    const { code, error } = await desk.stint(["verify", "-"], { input: `${jwt}~WyJhIl0~` });
    expect([code, error]).toEqual([3, expect.stringContaining("SD-JWT")]);
    const envelope = { ...envelop(jwt, "credential"), id: `data:application/vc+sd-jwt,${jwt}~` };
    expect((await desk.stint(["add", "-"], { input: JSON.stringify(envelope) })).error).toContain("SD-JWT");
  });
});
