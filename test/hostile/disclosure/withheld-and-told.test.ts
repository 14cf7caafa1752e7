import { beforeAll, describe, expect, it } from "vitest";
import { discloseCredential } from "../../../core/credential/disclosure/disclose.ts";
import type { DisclosureSuiteName } from "../../../core/credential/disclosure/disclosure-suites.ts";
import { stateEnd } from "../../../core/credential/disclosure/mandatory-pointers.ts";
import type { DisclosureSigningOptions } from "../../../core/credential/proof/disclosure-suite.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import type { CredentialVerification } from "../../../core/verification/verdict.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../../core/verification/verify-presentation.ts";
import { componentsOf, withComponents } from "../../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../../support/disclosing-employer.ts";
import { issueLoosely } from "../../support/loose-employer.ts";
import { inForce, outcomeOf, partBy, verdictIn, webBy } from "../../support/withheld-parts.ts";
import {
  challenge,
  domain,
  entryAt,
  listUrl,
  presented,
  statusList,
  employer as stranger,
  student,
  thief,
  world,
} from "../../support/world.ts";

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

    const open = "MAY_BE_WITHHELD";
    const period = ["/validFrom", "/validUntil"];

    it("is not made good by a proof that somebody else puts over the part", async () => {
      const shown = await part(inForce(), ["/issuer"], ["/credentialSubject/name"]);
      const options = { signer: stranger.signer, created: new Date("2026-10-01T00:00:00Z") };
      const verdict = await verify(await signCredential(shown, options));
      expect(outcomeOf(verdict, "proof")).toBe("passed");
      expect(outcomeOf(verdict, "status")).toBe(open);
      expect(verdict.disclosure?.partial).toBe(true);
    });

    it("is told as well under somebody else's proof from which nothing is withheld", async () => {
      const shown = await part(inForce(), [...period, "/credentialStatus"], ["/credentialSubject/name"]);
      const { signer } = disclosingEmployer(suite, 12);
      const created = new Date("2026-10-01T00:00:00Z");
      const verdict = await verify(
        await signCredential(shown, {
          cryptosuite: suite,
          signer,
          created,
          seed,
        } as DisclosureSigningOptions),
      );
      expect(verdict.verified).toBe(true);
      expect(verdict.disclosure?.partial).toBe(true);
    });

    it("is withheld for good: what a part does not have cannot be put back", async () => {
      const shown = await part(inForce(), period, ["/credentialSubject/name"]);
      const verdict = await verify({ ...shown, credentialStatus: entryAt(3) });
      expect(outcomeOf(verdict, "proof")).toBe("PROOF_VERIFICATION_ERROR");
    });

    it("does not count when only the proof is asked for", async () => {
      const shown = await part(inForce(), ["/issuer"], ["/credentialSubject/name"]);
      const verdict = await verifyCredential(shown, { checks: "proof" }, world());
      expect(verdict.verified).toBe(true);
      expect([outcomeOf(verdict, "validity-period"), outcomeOf(verdict, "status")]).toEqual([
        "not-asked",
        "not-asked",
      ]);
    });

    it("cannot be what Stint makes mandatory: a part without it does not hold", async () => {
      const held = await employer.issue(inForce());
      const shown = await discloseCredential(held, { pointers: [], seed });
      for (const member of ["validFrom", "validUntil", "credentialStatus"]) {
        const { [member]: _withheld, ...less } = shown;
        expect(outcomeOf(await verify(less), "proof")).toBe("PROOF_VERIFICATION_ERROR");
      }
    });

    it("is nothing where an end is stated that never comes", async () => {
      const { validUntil: _none, credentialStatus, ...endless } = inForce();
      const held = await employer.issue(stateEnd({ ...endless, credentialStatus: credentialStatus ?? null }));
      const verdict = await verify(await discloseCredential(held, { pointers: [], seed }));
      expect(verdict.verified).toBe(true);
      expect(verdict.statement).not.toHaveProperty("validUntil");
    });

    it("is nothing in the holder's own copy, as far as that can be told", async () => {
      const loose = await issueLoosely(employer, inForce({ credentialStatus: entryAt(3) }), ["/issuer"]);
      const verdict = await verify(loose);
      // From an ecdsa-sd-2023 base proof, too, a statement can be taken out together with its signature.
      expect(outcomeOf(verdict, "validity-period")).toBe(suite === "bbs-2023" ? "passed" : open);
      expect(outcomeOf(verdict, "status")).toBe(suite === "bbs-2023" ? "passed" : open);
    });

    it("can be the subject, and then nobody is its bearer", async () => {
      const subjects = { credentialSubject: [{ id: student.did, name: "Mika" }, { name: "The work" }] };
      const question = { checks: "all", expectedChallenge: challenge, expectedDomain: domain } as const;
      const present = async (mandatory: string[], by = thief) => {
        const shown = await part(
          inForce(subjects),
          [...period, "/credentialStatus", ...mandatory],
          mandatory.length > 0 ? [] : ["/credentialSubject/1"],
        );
        const { credentials } = await verifyPresentation(await presented([shown], by), question, world(web));
        return outcomeOf(credentials[0] as CredentialVerification, "holder-binding");
      };
      expect(await present([])).toBe(open);
      expect(await present(["/credentialSubject"])).toBe("HOLDER_MISMATCH");
      expect(await present(["/credentialSubject"], student)).toBe("passed");
      // Its only mandatory subject has no name: who made it so says that anybody may present it.
      expect(await present(["/credentialSubject/1"])).toBe("not-applicable");
    });
  },
);

it("only bbs-2023 proves that nothing was withheld at all", async () => {
  const { credentialStatus: _none, validUntil: _never, ...credential } = inForce();
  const outcomes = async (suite: DisclosureSuiteName) => {
    const loose = await issueLoosely(disclosingEmployer(suite), credential, ["/issuer"]);
    const whole = await discloseCredential(loose, { pointers: [""], seed });
    const verdict = await verifyCredential(whole, { checks: "all" }, world());
    return [outcomeOf(verdict, "validity-period"), outcomeOf(verdict, "status"), verdict.verified];
  };
  expect(await outcomes("bbs-2023")).toEqual(["passed", "not-applicable", true]);
  expect(await outcomes("ecdsa-sd-2023")).toEqual(["MAY_BE_WITHHELD", "MAY_BE_WITHHELD", false]);
});

it("an ecdsa-sd-2023 base proof that lost a statement with its signature is not called whole", async () => {
  const issuer = disclosingEmployer("ecdsa-sd-2023");
  const held = await issueLoosely(issuer, { ...inForce(), description: "Left early" }, [
    "/validFrom",
    "/validUntil",
    "/credentialStatus",
  ]);
  const { description: _withheld, ...less } = held;
  const { proof: _proof, ...list } = await statusList([]);
  const web = { [listUrl]: await issuer.issueWhole(list) };
  const [baseSignature, key, hmac, signatures, pointers] = componentsOf(held) as [
    unknown,
    unknown,
    unknown,
    unknown[],
    unknown,
  ];
  const verdicts = await Promise.all(
    signatures.map((_, lost) => {
      const kept = signatures.filter((_signature, index) => index !== lost);
      const copy = withComponents(less, [baseSignature, key, hmac, kept, pointers]);
      return verifyCredential(copy, { checks: "all" }, world(web));
    }),
  );
  const holding = verdicts.filter(({ verified }) => verified);
  expect(holding.map(({ disclosure }) => disclosure?.partial)).toEqual([true]);
});
