import { constants, createHmac, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { jwsPayload, parseCompactJws } from "../../../core/jose/compact-jws.ts";
import { signJws } from "../../../core/jose/sign-jws.ts";
import { verifyJws } from "../../../core/jose/verify-jws.ts";
import { ecdsaKeyPair } from "../../../core/keys/ecdsa.ts";
import { parseJwk } from "../../../core/keys/jwk.ts";
import { ecdsaSigner, ed25519Signer, rsaSigner } from "../../../core/keys/signer.ts";
import { eddsa, encode, keyPair, signParts } from "../../support/rfc8037.ts";
import { rsaPair } from "../../support/rsa-keys.ts";

const maxBytes = 10_000;
const decode = (text: string) => Uint8Array.from(Buffer.from(text, "base64url"));
const parse = (text: string) => parseCompactJws(text, { maxBytes });

/** RFC 7515, A.3. */
const es256 = {
  key: parseJwk({
    kty: "EC",
    crv: "P-256",
    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  }),
  secret: decode("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"),
  jws: "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
};

/** RFC 7515, A.4. */
const es512 = {
  key: parseJwk({
    kty: "EC",
    crv: "P-521",
    x: "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
    y: "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
  }),
  jws: "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn",
};

/** RFC 7515, A.2. */
const rs256 = {
  jwk: {
    kty: "RSA",
    n: "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
    e: "AQAB",
  },
  jws: "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
};
const rsaKey = parseJwk(rs256.jwk);

const edSigner = ed25519Signer("did:example:a#1", keyPair);
const pSigner = ecdsaSigner("did:example:a#2", ecdsaKeyPair("P-256", es256.secret));
const p521Pair = ecdsaKeyPair("P-521", new Uint8Array(66).fill(3).with(0, 0));
const p384Pair = ecdsaKeyPair("P-384", new Uint8Array(48).fill(3));
const rsa = rsaPair();

describe("a compact JWS", () => {
  test("of EdDSA verifies as in RFC 8037, A.4", () => {
    const jws = parse(eddsa.jws);
    expect(Buffer.from(jws.payload).toString()).toBe("Example of Ed25519 signing");
    expect(verifyJws(jws, eddsa.key)).toBe(true);
  });

  test("of ES256 verifies as in RFC 7515, A.3", () => {
    const jws = parse(es256.jws);
    expect(jwsPayload(jws)).toEqual({ iss: "joe", exp: 1300819380, "http://example.com/is_root": true });
    expect(verifyJws(jws, es256.key)).toBe(true);
  });

  test("of ES512 verifies as in RFC 7515, A.4", () => {
    const jws = parse(es512.jws);
    expect(Buffer.from(jws.payload).toString()).toBe("Payload");
    expect(verifyJws(jws, es512.key)).toBe(true);
  });

  test("of RS256 verifies as in RFC 7515, A.2", () => {
    const jws = parse(rs256.jws);
    expect(jwsPayload(jws)).toEqual(jwsPayload(parse(es256.jws)));
    expect(verifyJws(jws, rsaKey)).toBe(true);
  });

  test("of PS256 verifies, and under no key that is published for RS256 alone (RFC 7517, 4.4)", () => {
    const input = `${encode('{"alg":"PS256"}')}.${encode("{}")}`;
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const signature = sign("sha256", Buffer.from(input), { key: rsa.privateKey, ...padding });
    const jws = parse(`${input}.${signature.toString("base64url")}`);
    const key = { type: "RSA", bytes: rsa.publicKey } as const;
    expect(verifyJws(jws, key)).toBe(true);
    expect(verifyJws(jws, { ...key, algorithm: "PS256" })).toBe(true);
    expect(verifyJws(jws, { ...key, algorithm: "RS256" })).toBe(false);
    expect(verifyJws(parse(rs256.jws), parseJwk({ ...rs256.jwk, alg: "PS256" }))).toBe(false);
  });

  test("of the fully specified algorithm Ed25519 verifies too (RFC 9864, 2.2)", () => {
    const jws = parse(signParts(encode('{"alg":"Ed25519"}'), encode("{}")));
    expect(verifyJws(jws, eddsa.key)).toBe(true);
  });

  test.each([
    ["EdDSA", edSigner, eddsa.key],
    ["ES256", pSigner, es256.key],
    [
      "ES384",
      ecdsaSigner("did:example:a#3", p384Pair),
      { type: "P-384", bytes: p384Pair.publicKey } as const,
    ],
    [
      "ES512",
      ecdsaSigner("did:example:a#5", p521Pair),
      { type: "P-521", bytes: p521Pair.publicKey } as const,
    ],
    ["RS256", rsaSigner("did:example:a#4", rsa), { type: "RSA", bytes: rsa.publicKey } as const],
  ])("that is signed with %s verifies, and the signer decides alg", async (alg, signer, key) => {
    const payload = { iss: "did:example:ä", n: 1.5 };
    const jws = parse(await signJws({ header: { alg: "none", kid: "did:example:a#1" }, payload, signer }));
    expect(jws.header).toEqual({ alg, kid: "did:example:a#1" });
    expect(jwsPayload(jws)).toEqual(payload);
    expect(verifyJws(jws, key)).toBe(true);
  });

  const published = [eddsa, es256, es512, { ...rs256, key: rsaKey }];

  test("verifies under its own key alone, and under no key of another type than its alg", () => {
    for (const { jws } of published) {
      const keys = published.filter(({ key }) => verifyJws(parse(jws), key));
      expect(keys).toEqual([expect.objectContaining({ jws })]);
    }
    const confused = parse(signParts(encode('{"alg":"ES256"}'), encode("{}")));
    expect(verifyJws(confused, eddsa.key)).toBe(false);
  });

  test.each(published)("does not verify with any one character changed", ({ jws, key }) => {
    for (let position = 0; position < jws.length; position += 3) {
      if (jws[position] === ".") continue;
      const changed = jws.slice(0, position) + (jws[position] === "A" ? "B" : "A") + jws.slice(position + 1);
      const verified = () => verifyJws(parse(changed), key);
      expect(answerOf(verified)).toBe(false);
    }
  });

  test("shares its key with nobody: HS256 with the public key as the secret is refused", () => {
    const input = `${encode('{"alg":"HS256"}')}.${encode("{}")}`;
    for (const { bytes } of [eddsa.key, rsaKey]) {
      const tag = createHmac("sha256", bytes).update(input).digest("base64url");
      expect(() => parse(`${input}.${tag}`)).toThrow(expect.objectContaining({ code: "PARSING_ERROR" }));
    }
  });
});

function answerOf(verified: () => boolean): boolean {
  try {
    return verified();
  } catch {
    return false;
  }
}
