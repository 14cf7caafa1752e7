import { describe, expect, it } from "vitest";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { entryAt, issued, listUrl, statusList, world } from "../../support/world.ts";

const listAsOf = async (list: Awaited<ReturnType<typeof statusList>> | string, isListed = true) => {
  const credential = await issued(isListed ? { credentialStatus: entryAt(7) } : {});
  const { checks } = await verifyCredential(credential, { checks: "all" }, world({ [listUrl]: list }));
  const status = checks.find(({ name }) => name === "status");
  return [status?.outcome, status?.listAsOf];
};

describe("the moment of the status list that an answer rests on", () => {
  it("is from when on the list speaks, whatever it says", async () => {
    expect(await listAsOf(await statusList([]))).toEqual(["passed", "2026-11-22T00:00:00Z"]);
    expect(await listAsOf(await statusList([7]))).toEqual(["failed", "2026-11-22T00:00:00Z"]);
  });

  it("is not told of a list that is not believed, or that there is none of", async () => {
    const unbelieved = await statusList([], { list: { id: "https://issuer.example/other" } });
    expect(await listAsOf(unbelieved)).toEqual(["failed", undefined]);
    expect(await listAsOf("{")).toEqual(["failed", undefined]);
    expect(await listAsOf("{", false)).toEqual(["not-applicable", undefined]);
  });

  it("is not told when no clock reaches it", async () => {
    const ancient = await statusList([], { list: { validFrom: "-999999-01-01T00:00:00Z" } });
    expect(await listAsOf(ancient)).toEqual(["passed", undefined]);
  });
});
