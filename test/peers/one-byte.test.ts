import { beforeAll, describe, expect, it } from "vitest";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../core/presentation/create-presentation.ts";
import { verifyCredential } from "../../core/verification/verify-credential.ts";
import { verifyPresentation } from "../../core/verification/verify-presentation.ts";
import { type Altered, alterations } from "./altered.ts";
import { didkitPeer } from "./didkit-peer.ts";
import { digitalCredentialsPeer } from "./digital-credentials.ts";
import { findDidkit } from "./find-didkit.ts";
import { sampleCredentials } from "./sample-credentials.ts";
import { employer, offlineVerifier, student } from "./stint.ts";

const created = new Date("2026-03-01T12:00:00Z");
const request = { challenge: "uR4nD0mChall3nge", domain: "https://recruiter.example" };
const samples = sampleCredentials(employer.did, student.did);
// The real time, because DIDKit stamps the real time.
const now = new Date();

type Issue = (credential: JsonObject) => Promise<JsonObject>;
const issuers: Record<string, Issue> = {
  Stint: (credential) => signCredential(credential, { signer: employer.signer, created }),
};
const found = findDidkit();
if ("didkit" in found) {
  issuers.DIDKit = (credential) => didkitPeer(found.didkit).issue(credential, employer.seed);
}
beforeAll(async () => {
  const peer = await digitalCredentialsPeer(employer.seed, "2026-03-01T12:00:00Z");
  issuers["@digitalcredentials/vc"] = peer.issue;
});

/** The places at which one changed byte was not noticed. */
async function believed(
  altered: Iterable<Altered<JsonObject>>,
  verify: (document: JsonObject) => Promise<boolean>,
) {
  const places: string[] = [];
  for (const { where, document } of altered) if (await verify(document)) places.push(where);
  return places;
}

const verifyOurs = (checks: "all" | "proof") => async (document: JsonObject) =>
  (await verifyCredential(document, { checks }, offlineVerifier(now))).verified;

describe.each(["Stint", "@digitalcredentials/vc", ...("didkit" in found ? ["DIDKit"] : [])])(
  "a credential by %s",
  (issuer) => {
    it.each(Object.keys(samples))("is refused by Stint with any one byte changed: %s", async (name) => {
      const issue = issuers[issuer] as Issue;
      const issued = await issue(samples[name] as JsonObject);
      expect(await verifyOurs("all")(issued)).toBe(true);
      // What the fewest checks refuse is refused by all of them.
      expect(await believed(alterations(issued, "one"), verifyOurs("proof"))).toEqual([]);
    });

    it("is refused by all the checks together too", async () => {
      const issue = issuers[issuer] as Issue;
      const issued = await issue(samples["a minimal VCDM 2.0 credential"] as JsonObject);
      expect(await believed(alterations(issued, "one"), verifyOurs("all"))).toEqual([]);
    });
  },
);

it("refuses a credential and its signature with one bit changed at any position of any text", async () => {
  const issued = await (issuers.Stint as Issue)(samples["a minimal VCDM 2.0 credential"] as JsonObject);
  expect(await believed(alterations(issued, "all"), verifyOurs("all"))).toEqual([]);
});

it("refuses a presentation with one byte changed anywhere, in the credential too", async () => {
  const credentials = [
    await (issuers.Stint as Issue)(samples["a micro-internship as an Open Badge"] as JsonObject),
  ];
  const unsigned = createPresentation({
    credentials,
    holder: student.did,
    id: "urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54",
  });
  const presentation = await signPresentation(unsigned, { signer: student.signer, created, ...request });
  const question = {
    checks: "all",
    expectedChallenge: request.challenge,
    expectedDomain: request.domain,
  } as const;
  const verify = async (document: JsonObject) =>
    (await verifyPresentation(document, question, offlineVerifier(now))).verified;
  expect(await verify(presentation)).toBe(true);
  expect(await believed(alterations(presentation, "one"), verify)).toEqual([]);
});
