import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { headlineOf } from "../../../core/verification/describe.ts";
import { disclosingEmployer } from "../../support/disclosing-employer.ts";
import { inForce, outcomeOf, partBy, revoked, verdictIn, webBy } from "../../support/withheld-parts.ts";
import { entryAt } from "../../support/world.ts";

const expired = { validFrom: "2020-01-01T00:00:00Z", validUntil: "2021-01-01T00:00:00Z" };
const future = { validFrom: "2035-01-01T00:00:00Z" };

describe.each(["ecdsa-sd-2023", "bbs-2023"] as const)(
  "what an issuer let its holder withhold with %s",
  (suite) => {
    const employer = disclosingEmployer(suite);
    let web: Record<string, JsonObject>;
    beforeAll(async () => {
      web = await webBy(employer);
    });
    const verify = (credential: JsonObject) => verdictIn(web, credential);
    const part = (credential: JsonObject, mandatory: string[], pointers: string[]) =>
      partBy(employer, credential, { mandatory, pointers });

    interface Row {
      name: string;
      credential?: JsonObject;
      mandatory: string[];
      pointers?: string[];
      validity: string;
      status: string;
    }
    const open = "MAY_BE_WITHHELD";
    const period = ["/validFrom", "/validUntil"];
    const rows: Row[] = [
      { name: "nothing", mandatory: [...period, "/credentialStatus"], validity: "passed", status: "passed" },
      { name: "period and status", mandatory: ["/issuer"], validity: open, status: open },
      {
        name: "that it has expired",
        credential: expired,
        mandatory: ["/validFrom", "/credentialStatus"],
        validity: open,
        status: "passed",
      },
      {
        name: "that it is not valid yet",
        credential: future,
        mandatory: ["/validUntil", "/credentialStatus"],
        validity: open,
        status: "passed",
      },
      {
        name: "that it is revoked",
        credential: { credentialStatus: entryAt(revoked) },
        mandatory: period,
        validity: "passed",
        status: open,
      },
      {
        name: "the period, which is shown all the same",
        mandatory: ["/credentialStatus"],
        pointers: period,
        validity: open,
        status: "passed",
      },
      {
        name: "that it has expired, which is shown all the same",
        credential: expired,
        mandatory: ["/credentialStatus"],
        pointers: period,
        validity: "EXPIRED",
        status: "passed",
      },
      {
        name: "that it is revoked, which is shown all the same",
        credential: { credentialStatus: entryAt(revoked) },
        mandatory: period,
        pointers: ["/credentialStatus"],
        validity: "passed",
        status: "REVOKED",
      },
      {
        name: "one of two ways to revoke it, the other one shown",
        credential: { credentialStatus: [entryAt(3), entryAt(revoked)] },
        mandatory: period,
        pointers: ["/credentialStatus/0"],
        validity: "passed",
        status: open,
      },
      {
        name: "how large an entry of the status list is",
        credential: { credentialStatus: { ...entryAt(3), statusSize: 1 } },
        mandatory: [...period, "/credentialStatus/statusPurpose", "/credentialStatus/statusListIndex"],
        pointers: ["/credentialStatus/statusListCredential"],
        validity: "passed",
        status: open,
      },
      {
        name: "an end that it does not have",
        credential: { validUntil: [] },
        mandatory: ["/validFrom", "/credentialStatus"],
        validity: open,
        status: "passed",
      },
      {
        name: "a status that it does not have",
        credential: { credentialStatus: [] },
        mandatory: period,
        validity: "passed",
        status: open,
      },
    ];

    it.each(rows)("$name", async ({ credential = {}, mandatory, pointers = [], validity, status }) => {
      const whole = Object.fromEntries(
        Object.entries(inForce(credential)).filter(([, value]) => !Array.isArray(value) || value.length > 0),
      );
      const verdict = await verify(await part(whole, mandatory, ["/credentialSubject/name", ...pointers]));
      expect(outcomeOf(verdict, "proof")).toBe("passed");
      expect([outcomeOf(verdict, "validity-period"), outcomeOf(verdict, "status")]).toEqual([
        validity,
        status,
      ]);
      const isCertain = validity === "passed" && status === "passed";
      expect(verdict.verified).toBe(isCertain);
      expect(headlineOf(verdict).kind === "verified-unknown-issuer").toBe(isCertain);
    });
  },
);
