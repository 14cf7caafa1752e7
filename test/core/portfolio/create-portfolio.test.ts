import { expect, it } from "vitest";
import { validateProfile } from "../../../core/open-badges/profile.ts";
import { endorsementOf } from "../../support/endorsements.ts";
import { portfolioOf, project } from "../../support/portfolios.ts";
import { employer } from "../../support/world.ts";

it.each([
  ["a portfolio", "ClrCredential", async () => portfolioOf([await project(1), await project(2)])],
  ["an endorsement", "EndorsementCredential", () => endorsementOf(employer.did)],
])("%s that Stint makes has the form that the official schema demands (%s)", async (_what, of, make) => {
  expect(validateProfile("ob3", await make())).toEqual({ name: "ob3", of, findings: [] });
});
