import { beforeAll, describe, expect, test } from "vitest";
import { createCredentialJwt } from "../../../../core/credential/jwt/credential-jwt.ts";
import { envelop } from "../../../../core/credential/jwt/enveloped.ts";
import { contextUrls } from "../../../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../../../core/json/json-value.ts";
import { refusalOf } from "../../../support/jwt.ts";
import { employer, unsigned } from "../../../support/world.ts";

let jwt: string;
beforeAll(async () => {
  jwt = await createCredentialJwt(unsigned(), { signer: employer.signer, typ: "vc+jwt" });
});

describe("an envelope (VCDM 2.0, 4.13.1)", () => {
  test.each<[name: string, changes: JsonObject, refusal: string]>([
    [
      "another context behind the first",
      { "@context": [contextUrls.credentialsV2, contextUrls.openBadges] },
      "verified",
    ],
    ["a list of one type", { type: ["EnvelopedVerifiableCredential"] }, "verified"],
    ["no context", { "@context": [] }, "format failed: MALFORMED_VALUE_ERROR"],
    [
      "a context without its type",
      { "@context": contextUrls.openBadges },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "the context of VCDM 1.1",
      { "@context": contextUrls.credentialsV1 },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "an inline context",
      { "@context": [contextUrls.credentialsV2, {}] },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "an unknown context",
      { "@context": [contextUrls.credentialsV2, "https://a.example"] },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    [
      "a second type",
      { type: ["EnvelopedVerifiableCredential", "VerifiableCredential"] },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["another type", { type: "VerifiableCredential" }, "format failed: MALFORMED_VALUE_ERROR"],
    [
      "a presentation's type",
      { type: "EnvelopedVerifiablePresentation" },
      "format failed: MALFORMED_VALUE_ERROR",
    ],
    ["a member more", { name: "x" }, "format failed: MALFORMED_VALUE_ERROR"],
    ["an SD-JWT", { id: "data:application/vc+sd-jwt,a.b.c~" }, "format unknown: UNSUPPORTED"],
    ["COSE", { id: "data:application/vc+cose;base64,0oRY" }, "format unknown: UNSUPPORTED"],
    ["no data: URL", { id: "a.b.c" }, "format failed: MALFORMED_VALUE_ERROR"],
    ["nothing in it", { id: "data:application/vc+jwt," }, "format failed: PARSING_ERROR"],
  ])("with %s", async (_name, changes, refusal) => {
    expect(await refusalOf({ ...envelop(jwt, "credential"), ...changes })).toBe(refusal);
  });
});
