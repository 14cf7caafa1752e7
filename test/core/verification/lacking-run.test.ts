import { expect, it } from "vitest";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { issued, world } from "../../support/world.ts";

it("a run that still lacks a document verifies nothing, whatever it has found out so far", async () => {
  const credential = await issued();
  const verify = (isLacking: boolean) =>
    verifyCredential(credential, { checks: "all" }, world({}, { isLacking: () => isLacking }));
  expect((await verify(false)).verified).toBe(true);
  expect((await verify(true)).verified).toBe(false);
});
