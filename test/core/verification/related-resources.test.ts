import { describe, expect, it } from "vitest";
import { publishedDigests } from "../../../contexts/published-digests.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { describeVerification } from "../../../core/verification/describe.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { employer, issued, now, unsigned, world } from "../../support/world.ts";

const v2 = "https://www.w3.org/ns/credentials/v2";
const right = `sha512-${Buffer.from(publishedDigests.get(v2)?.sha512 ?? "", "hex").toString("base64")}`;
const report = { id: "https://r.example/report.pdf", digestSRI: "sha256-AAAA" };

describe("related resources (VCDM 2.0, 5.3)", () => {
  it("are told in the verdict: whether the digest was compared", async () => {
    const credential = await issued({ relatedResource: [{ id: v2, digestSRI: right }, report] });
    const verification = await verifyCredential(credential, { checks: "all" }, world());
    expect(verification.verified).toBe(true);
    expect(verification.validation.relatedResources).toEqual([
      { id: v2, outcome: "match" },
      { id: report.id, outcome: "unchecked" },
    ]);
    const lines = describeVerification(verification).filter((line) => line.startsWith("Related resource"));
    expect(lines).toEqual([
      `Related resource ${v2}: its bytes have the digest that is stated`,
      `Related resource ${report.id}: digest not compared`,
    ]);
  });

  it("make the credential unreadable when a digest is wrong, whoever signed it", async () => {
    const wrong = { id: v2, digestSRI: right.replace("sha512-", "sha512-A") };
    await expect(issued({ relatedResource: wrong })).rejects.toMatchObject({
      code: "CRYPTOGRAPHIC_SECURITY_ERROR",
    });
    const signed = await signCredential(unsigned(), { signer: employer.signer, created: now });
    const forged: JsonObject = { ...signed, relatedResource: wrong };
    const { checks, validation } = await verifyCredential(forged, { checks: "all" }, world());
    expect(checks[0]).toMatchObject({ name: "format", problem: { code: "CRYPTOGRAPHIC_SECURITY_ERROR" } });
    expect(validation.relatedResources).toBeUndefined();
  });

  describe("that the credential describes elsewhere, too", () => {
    const evidence = { id: report.id, type: ["Evidence"], name: "Report", narrative: "What was found" };
    const outcomeOf = async (changes: JsonObject) => {
      const [format] = (await verifyCredential(await issued(changes), { checks: "all" }, world())).checks;
      return format?.problem?.code ?? format?.outcome;
    };

    it("may have their digests and their media type there", async () => {
      const relatedResource = [{ ...report, digestMultibase: "uEiAA", mediaType: "application/pdf" }];
      expect(await outcomeOf({ evidence: [evidence], relatedResource })).toBe("passed");
    });

    it("have nothing of the description hidden there", async () => {
      const { narrative, ...rest } = evidence;
      for (const hidden of [{ narrative }, { type: "Evidence" }, { name: "Report" }]) {
        const relatedResource = [{ ...report, ...hidden }];
        expect(await outcomeOf({ evidence: [{ ...rest, genre: "Report" }], relatedResource })).toBe(
          "MALFORMED_VALUE_ERROR",
        );
      }
    });

    it("have no digest under any other term", async () => {
      const contexts = [
        ...(unsigned()["@context"] as string[]),
        "https://www.w3.org/ns/credentials/examples/v2",
      ];
      const changes = { "@context": contexts, evidence: [evidence] };
      const digest = { id: report.id, digestMultibase: "uEiAA" };
      expect(await outcomeOf({ ...changes, relatedResource: [digest] })).toBe("passed");
      expect(await outcomeOf({ ...changes, mirror: [digest] })).toBe("MALFORMED_VALUE_ERROR");
    });

    it("are not the credential itself", async () => {
      const { id } = unsigned() as { id: string };
      expect(await outcomeOf({ relatedResource: [{ ...report, id }] })).toBe("MALFORMED_VALUE_ERROR");
    });
  });
});
