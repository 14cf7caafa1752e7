import { describe, expect, it } from "vitest";
import { discloseCredential } from "../../../../core/credential/disclosure/disclose.ts";
import type { DisclosureSuiteName } from "../../../../core/credential/disclosure/disclosure-suites.ts";
import { signCredential } from "../../../../core/credential/proof/sign.ts";
import { onlyProof } from "../../../support/cbor-proof.ts";
import { disclosingEmployer, seed } from "../../../support/disclosing-employer.ts";
import { unsigned } from "../../../support/world.ts";

describe("a credential with a base proof of each suite", () => {
  it("is disclosed with bbs-2023, which cannot be linked, unless the holder says otherwise", async () => {
    const ecdsa = disclosingEmployer("ecdsa-sd-2023");
    const bbs = disclosingEmployer("bbs-2023");
    const once = await ecdsa.issue(unsigned());
    const created = new Date("2026-03-01T12:00:00Z");
    const twice = await signCredential(once, { cryptosuite: "bbs-2023", signer: bbs.signer, created, seed });
    const suiteOf = async (cryptosuite?: DisclosureSuiteName) => {
      const choice = { pointers: [], seed, ...(cryptosuite !== undefined && { cryptosuite }) };
      return onlyProof(await discloseCredential(twice, choice)).cryptosuite;
    };
    expect(await suiteOf()).toBe("bbs-2023");
    expect(await suiteOf("ecdsa-sd-2023")).toBe("ecdsa-sd-2023");
  });
});

describe("linkability", () => {
  it("ecdsa-sd-2023 shows the same signatures each time; bbs-2023 shows none, and not when it was signed", async () => {
    const another = new Uint8Array(32).fill(99);
    const bytesOf = async (suite: DisclosureSuiteName) => {
      const held = await disclosingEmployer(suite).issue(unsigned());
      const shown = await Promise.all(
        [seed, another].map((each) => discloseCredential(held, { pointers: ["/name"], seed: each })),
      );
      expect(onlyProof(held).created === undefined).toBe(suite === "bbs-2023");
      return shown.map((credential) => String(onlyProof(credential).proofValue));
    };
    const [first, second] = await bytesOf("ecdsa-sd-2023");
    expect(first).toBe(second);
    const [one, other] = (await bytesOf("bbs-2023")) as [string, string];
    expect(one).not.toBe(other);
  });
});
