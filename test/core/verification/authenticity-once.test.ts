import { describe, expect, it } from "vitest";
import { wholeDocument } from "../../../core/credential/disclosure/coverage.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { FetchDocument } from "../../../core/fetch-document.ts";
import { Problem } from "../../../core/problem/problem.ts";
import { authenticityOnce, type BegunExamination } from "../../../core/verification/begun-examinations.ts";
import type { Authenticity } from "../../../core/verification/check-authenticity.ts";
import { passed, unpassed } from "../../../core/verification/checks.ts";
import { personOfWeb, verifyInRuns } from "../../support/verification-in-runs.ts";
import { entryAt, issued, statusList, webOf } from "../../support/world.ts";

const holds: Authenticity = {
  checks: [passed("proof"), passed("issuer-binding")],
  coverage: wholeDocument,
  disclosure: undefined,
};
const unknown: Authenticity = {
  ...holds,
  checks: [unpassed("proof", new Problem("FETCH_FAILED", "Not fetched yet")), holds.checks[1]],
};
const asked = [["https://issuer.example/did.json", { accept: "application/did" }]] as const;

/** One credential whose authenticity is found out in runs, each of which comes to what is given for it. */
async function runsOf(outcomes: Authenticity[]) {
  const begun = { fetches: [] } as unknown as BegunExamination;
  const fetched: string[][] = [];
  const answers: Authenticity[] = [];
  let checks = 0;
  for (const outcome of outcomes) {
    const ofRun: string[] = [];
    fetched.push(ofRun);
    const fetchDocument: FetchDocument = async (url) => {
      ofRun.push(url);
      throw new Problem("FETCH_FAILED", "Whatever it comes to is of no matter here");
    };
    const check = async (fetch: FetchDocument) => {
      checks += 1;
      for (const request of asked) await fetch(...request).catch(() => undefined);
      return outcome;
    };
    answers.push(await authenticityOnce(begun, fetchDocument, check));
  }
  return { answers, checks, fetched };
}

describe("the authenticity of a credential that is verified in several runs", () => {
  it("is asked about once when it holds, and what was fetched for it is counted in each run", async () => {
    const { answers, checks, fetched } = await runsOf([holds, unknown, unknown]);
    expect(answers).toEqual([holds, holds, holds]);
    expect(checks).toBe(1);
    expect(fetched).toEqual([[asked[0][0]], [asked[0][0]], [asked[0][0]]]);
  });

  it("is asked about again as long as it does not hold: what was lacking may be there now", async () => {
    const { answers, checks } = await runsOf([unknown, unknown, holds, unknown]);
    expect(answers).toEqual([unknown, unknown, holds, holds]);
    expect(checks).toBe(3);
  });

  it("counts all whose documents it took, so that no list more is fetched than in one run (security rule 5)", async () => {
    const [issuer, witness] = [personOfWeb("issuer.example"), personOfWeb("witness.example")];
    const listAt = (number: number) => `https://issuer.example/status-lists/${number}`;
    const credentialStatus = [1, 2, 3].map((number) => ({
      ...entryAt(5),
      id: `urn:uuid:${number}`,
      statusListCredential: listAt(number),
    }));
    const credential = await signCredential(await issued({ issuer: issuer.did, credentialStatus }, issuer), {
      signer: witness.signer,
      created: new Date("2026-10-02T00:00:00Z"),
    });
    const lists = [1, 2, 3].map(async (number) => [
      listAt(number),
      await statusList([], { by: issuer, list: { id: listAt(number) } }),
    ]);
    const web = webOf({ ...issuer.web, ...witness.web, ...Object.fromEntries(await Promise.all(lists)) });
    const begun = await verifyInRuns(credential, web, new Map());
    expect(begun).toEqual(await verifyInRuns(credential, web, undefined));
    expect(begun.fetched).toEqual([issuer.didUrl, witness.didUrl, listAt(1), listAt(2)]);
  });
});
