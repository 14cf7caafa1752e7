import { describe, expect, it } from "vitest";
import { clrContext, clrContextUrl } from "../../contexts/clr.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { endorsementOf, issuedBy } from "../support/endorsements.ts";
import { portfolioOf, project } from "../support/portfolios.ts";
import { employer, now } from "../support/world.ts";
import { digitalCredentialsPeer } from "./digital-credentials.ts";
import { findDidkit } from "./find-didkit.ts";

const documents: [string, () => Promise<JsonObject>][] = [
  ["an endorsement", () => endorsementOf(employer.did)],
  ["a credential that carries one", async () => issuedBy([await endorsementOf(employer.did)])],
  ["a portfolio of one credential", async () => portfolioOf([await project(1)])],
  ["a portfolio of two", async () => portfolioOf([await project(1), await project(2)])],
];

describe.each(documents)("%s that Stint made", (_what, make) => {
  it("is verified by @digitalcredentials/vc", async () => {
    const peer = await digitalCredentialsPeer(new Uint8Array(32).fill(9), "2026-10-01T00:00:00Z");
    expect(await peer.verifyCredential(await make(), now)).toMatchObject({ verified: true });
  });
});

const found = findDidkit();
// DIDKit 0.2.28 hashes a statement twice when two credentials make it (both are about the student); RDF datasets are sets.
const forDidkit = documents.filter(([what]) => what !== "a portfolio of two");
describe.skipIf("missing" in found && process.env.CI !== "true").each(forDidkit)(
  "%s that Stint made",
  (_what, make) => {
    it("is verified by DIDKit, which reads the CLR context as it is given here", async () => {
      if ("missing" in found) return expect.fail(found.missing);
      const contexts = JSON.stringify({ [clrContextUrl]: JSON.stringify(clrContext) });
      const verdict = await found.didkit.verifyCredential(JSON.stringify(await make()), "{}", contexts);
      expect(JSON.parse(verdict)).toEqual({ checks: ["proof"], warnings: [], errors: [] });
    });
  },
);
