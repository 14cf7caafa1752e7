import { expect, test } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { kindOfJwt } from "../../../core/presentation/jwt-kind.ts";
import { signRaw } from "../../support/jwt.ts";
import { student, unsigned } from "../../support/world.ts";

test.each<[payload: JsonObject, kind: string]>([
  [{ vp: {} }, "presentation"],
  [{ type: "VerifiablePresentation" }, "presentation"],
  [{ type: ["A", "VerifiablePresentation"] }, "presentation"],
  [{ vc: { type: ["VerifiablePresentation"] } }, "credential"],
  [{}, "credential"],
])("the payload %j belongs to a presentation or a credential", async (payload, kind) => {
  expect(kindOfJwt(await signRaw({}, payload, student))).toBe(kind);
});

test("a text that cannot be read goes where opening it tells what is wrong", async () => {
  expect(kindOfJwt("a.b.c")).toBe("credential");
  expect(kindOfJwt(await signRaw({ alg: "ES256K" }, { ...unsigned(), vp: {} }, student))).toBe("credential");
});
