import { createHmac, createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../core/credential/jwt/credential-jwt.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { createDidDocument } from "../../core/did/create-did-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { encodeJwk } from "../../core/keys/jwk.ts";
import { rsaSigner } from "../../core/keys/signer.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { personWithRsa, refusalOf, signRaw } from "../support/jwt.ts";
import { rsaPair, rsaPkcs8 } from "../support/rsa-keys.ts";
import { employer, unsigned, world } from "../support/world.ts";

const issuer = personWithRsa();
const credential = unsigned({ issuer: issuer.did });

describe("a VC-JWT of RS256 (Open Badges 3.0, 8.2.2)", () => {
  test("verifies under a did:jwk and under a did:web, which publishes the key as JsonWebKey", async () => {
    expect(await refusalOf(await createCredentialJwt(credential, { signer: issuer.signer }))).toBe(
      "verified",
    );
    const did = "did:web:employer.example";
    const id = `${did}#key-1`;
    const methods = [{ id, publicKey: { type: "RSA" as const, bytes: rsaPair().publicKey } }];
    const document = createDidDocument({ did, methods, current: id }) as unknown as JsonObject;
    const signer = rsaSigner(`${id}-jwk`, rsaPair());
    const jwt = await createCredentialJwt(unsigned({ issuer: did }), { signer });
    const web = world({ "https://employer.example/.well-known/did.json": document });
    expect((await verifyCredential(jwt, { checks: "all" }, web)).verified).toBe(true);
  });

  test.each<[name: string, header: JsonObject]>([
    ["PS256 over the padding of RS256", { alg: "PS256" }],
    ["ES256", { alg: "ES256" }],
    ["EdDSA", { alg: "EdDSA" }],
  ])("is refused when its header says %s", async (_name, header) => {
    expect(await refusalOf(await signRaw(header, credential, issuer))).toBe(
      "proof failed: PROOF_VERIFICATION_ERROR",
    );
  });

  test("is not read as HS256 with the public key as the secret, in any of its spellings", async () => {
    const bytes = Buffer.from(rsaPair().publicKey);
    const key = createPublicKey({ key: bytes, format: "der", type: "spki" });
    const pem = key.export({ format: "pem", type: "spki" }).toString();
    const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const input = `${part({ alg: "HS256", kid: issuer.signer.id })}.${part(credential)}`;
    for (const secret of [bytes, pem, pem.trim(), String(key.export({ format: "jwk" }).n)]) {
      const tag = createHmac("sha256", secret).update(input).digest("base64url");
      expect(await refusalOf(`${input}.${tag}`)).toBe("format failed: PARSING_ERROR");
    }
  });

  test("is refused under a key of 1024 bits", async () => {
    const key = createPublicKey({ key: Buffer.from(rsaPkcs8(1024)), format: "der", type: "pkcs8" } as never);
    const jwk = JSON.stringify(key.export({ format: "jwk" }));
    const did = `did:jwk:${Buffer.from(jwk).toString("base64url")}`;
    const jwt = await signRaw({ kid: `${did}#0` }, unsigned({ issuer: did }), issuer);
    expect(await refusalOf(jwt)).toBe("proof failed: INVALID_DID");
  });

  test("is refused under a key that is published for encryption, or for another algorithm", async () => {
    for (const [member, refusal] of [
      [{ use: "enc" }, "INVALID_DID"],
      [{ alg: "RSA-OAEP-256" }, "INVALID_DID"],
      [{ alg: "PS256" }, "PROOF_VERIFICATION_ERROR"],
    ] as const) {
      const jwk = { ...encodeJwk({ type: "RSA", bytes: rsaPair().publicKey }), ...member };
      const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString("base64url")}`;
      const jwt = await signRaw({ kid: `${did}#0` }, unsigned({ issuer: did }), issuer);
      expect(await refusalOf(jwt)).toBe(`proof failed: ${refusal}`);
    }
  });
});

test("an RSA key neither makes nor verifies a Data Integrity proof: no cryptosuite has it", async () => {
  const signer = { ...employer.signer, id: issuer.signer.id };
  const created = new Date("2026-10-01T00:00:00Z");
  const signed = await signCredential(credential, { signer, created });
  expect(await refusalOf(signed)).toBe("proof failed: PROOF_VERIFICATION_ERROR");
  const made = signCredential(credential, { signer: issuer.signer, created });
  await expect(made).rejects.toMatchObject({ code: "INVALID_REQUEST" });
});
