import { describe, expect, it } from "vitest";
import { boundEffort } from "../../../core/bounded-effort.ts";
import { createCredentialJwt } from "../../../core/credential/jwt/credential-jwt.ts";
import { envelop } from "../../../core/credential/jwt/enveloped.ts";
import { openCredential } from "../../../core/credential/open-credential.ts";
import { readSecuring } from "../../../core/credential/proof/securing.ts";
import { signCredential } from "../../../core/credential/proof/sign.ts";
import { createControllerResolver } from "../../../core/did/resolver.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createPresentationJwt } from "../../../core/presentation/presentation-jwt.ts";
import { collectSchemas, parseKnownSchema } from "../../../core/schema/known-schema.ts";
import { createBitstring, encodeBitstring } from "../../../core/status/bitstring.ts";
import { createOpenedLists } from "../../../core/status/opened-lists.ts";
import { verifyCredential } from "../../../core/verification/verify-credential.ts";
import { disclosingEmployer } from "../../support/disclosing-employer.ts";
import { type Asked, verdictOf } from "../../support/effort/bounded-verdict.ts";
import { efforts, usualLimits } from "../../support/effort/watched-verification.ts";
import { endorsementOf, issuedBy } from "../../support/endorsements.ts";
import { personWithP256 } from "../../support/jwt.ts";
import { portfolioOf, project } from "../../support/portfolios.ts";
import { rawSign2020 } from "../../support/raw-proof.ts";
import {
  challenge,
  domain,
  employer,
  entryAt,
  issued,
  listUrl,
  now,
  person,
  presented,
  statusList,
  student,
  unsigned,
  world,
} from "../../support/world.ts";

const created = new Date("2026-10-01T00:00:00Z");

/** A credential with four proofs that hold, the first by its issuer: more no document may have. */
async function witnessed(changes: JsonObject = {}): Promise<JsonObject> {
  let document = await issued(changes);
  for (const name of ["one", "two", "three"])
    document = await signCredential(document, { signer: person(name).signer, created });
  return document;
}

const withP256 = personWithP256(3);
const contexts = unsigned()["@context"] as string[];
const status = { credentialStatus: entryAt(5) };
const wide = () => ({ encodedList: encodeBitstring(createBitstring(8 * (256 * 1024 + 1))) });
const schema = parseKnownSchema(
  Buffer.from(
    JSON.stringify({
      $id: "https://schemas.example/work.json",
      $schema: "https://json-schema.org/draft/2020-12/schema",
    }),
  ),
);

describe("a verification with a bounded effort", () => {
  it.each<[name: string, asked: () => Promise<Asked>]>([
    ["a credential", async () => ({ document: await issued() })],
    [
      "one with a status list",
      async () => ({ document: await issued(status), documents: { [listUrl]: await statusList([6]) } }),
    ],
    ["a presentation", async () => ({ document: await presented([await issued()]) })],
    [
      "one of two credentials for the same kind of work",
      async () => ({ document: await presented([await issued(), await issued({ id: "urn:x:2" })]) }),
    ],
    [
      "one with an endorsement",
      async () => ({ document: await issuedBy([await endorsementOf(employer.did)]) }),
    ],
    [
      "one under a P-256 key",
      async () => ({
        document: await signCredential(unsigned({ issuer: withP256.did }), {
          signer: withP256.signer,
          created,
        }),
      }),
    ],
    ["five proofs", async () => ({ document: await presented([await witnessed()]) })],
    ["one of before the cryptosuites", async () => ({ document: await rawSign2020(unsigned(), employer) })],
  ])("is enough for %s", async (_name, asked) => {
    expect((await verdictOf(await asked()))?.verified).toBe(true);
  });

  it.each<[name: string, asked: () => Promise<Asked>]>([
    [
      "a revoked one",
      async () => ({ document: await issued(status), documents: { [listUrl]: await statusList([5]) } }),
    ],
    ["one that has ended", async () => ({ document: await issued({ validUntil: "2026-10-02T00:00:00Z" }) })],
    ["one that is no credential", async () => ({ document: { type: "Thing" } })],
  ])("says no to %s", async (_name, asked) => {
    expect((await verdictOf(await asked()))?.verified).toBe(false);
  });

  it.each<[name: string, asked: () => Promise<Asked>]>([
    ["one letter other than signed", async () => ({ document: { ...(await issued()), name: "Other" } })],
    ["a term that no context defines", async () => ({ document: { ...(await issued()), undefinedTerm: 1 } })],
    [
      "nodes that nothing tells apart",
      async () => ({ document: await issued({ evidence: [{ type: "Evidence" }, { type: "Evidence" }] }) }),
    ],
    [
      "more nodes that look alike than credentials have",
      async () => {
        const values = JSON.stringify(Array.from({ length: 60 }, (_, index) => `${index}`));
        const changed = JSON.parse(JSON.stringify(unsigned()).replace('["no","yes"]', values));
        const both = ["urn:x:1", "urn:x:2"].map((id) => issued({ ...changed, id }));
        return { document: await presented(await Promise.all(both)) };
      },
    ],
    [
      "a JWT",
      async () => ({
        document: await createCredentialJwt(unsigned(), { signer: employer.signer }),
      }),
    ],
    [
      "a JWT in an envelope",
      async () => ({
        document: envelop(await createCredentialJwt(unsigned(), { signer: employer.signer }), "credential"),
      }),
    ],
    [
      "a presentation in a JWT",
      async () => {
        const jwt = await createPresentationJwt({
          credentials: [],
          holder: student.did,
          signer: student.signer,
          challenge,
          domain,
          created,
        });
        return { document: envelop(jwt, "presentation") };
      },
    ],
    ["a portfolio", async () => ({ document: await portfolioOf([await project(1)]) })],
    [
      "a proof from which parts can be shown",
      async () => ({ document: await disclosingEmployer("ecdsa-sd-2023").issue(unsigned()) }),
    ],
    [
      "a schema that was given",
      async () => ({
        document: await issued({
          credentialSchema: { id: "https://schemas.example/work.json", type: "JsonSchema" },
        }),
        changes: { knownSchemas: collectSchemas([schema]) },
      }),
    ],
    [
      "a status list of more than 256 KiB when it is inflated",
      async () => ({
        document: await issued(status),
        documents: { [listUrl]: await statusList([], { subject: wide() }) },
      }),
    ],
    [
      "a status list of more than 32 KiB",
      async () => ({
        document: await issued(status),
        documents: { [listUrl]: await statusList([], { list: { name: "n".repeat(33 * 1024) } }) },
      }),
    ],
    [
      "a list of revoked credentials",
      async () => ({
        document: await issued({
          "@context": [...contexts, "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
          credentialStatus: { id: listUrl, type: "1EdTechRevocationList" },
        }),
        documents: { [listUrl]: { id: listUrl, issuer: employer.did, revokedCredential: [] } },
      }),
    ],
    [
      "a sixth proof, though each holds",
      async () => ({
        document: await presented([await witnessed(status)]),
        documents: { [listUrl]: await statusList([6]) },
      }),
    ],
  ])("leaves open %s", async (_name, asked) => {
    expect(await verdictOf(await asked())).toBeUndefined();
  });

  it("keeps nothing of a list that it left: who has time opens it later, under the same bytes", async () => {
    const openedLists = createOpenedLists({ lists: 16, listBytes: 4 * 1024 * 1024 });
    const asked: Asked = {
      document: await issued(status),
      documents: { [listUrl]: await statusList([], { subject: wide() }) },
      changes: { openedLists },
    };
    expect(await verdictOf(asked)).toBeUndefined();
    const context = world(asked.documents, { openedLists });
    expect((await verifyCredential(asked.document, { checks: "all" }, context)).verified).toBe(true);
    // Opened by somebody, it costs no more than any other.
    expect((await verdictOf(asked))?.verified).toBe(true);
  });

  it("leaves no 'no' behind with an opened list, whose signature somebody else has to look at", async () => {
    const { proof, ...unsecured } = await issued();
    const document = { ...unsecured, name: "Other", proof: proof as JsonObject };
    const { expanded, unsecured: form } = await openCredential(document, "all");
    const coverages = new Map();
    const { verify } = readSecuring({
      document,
      unsecured: { document: form, expanded, coverages },
      signer: employer.did,
    });
    const { fetchDocument } = world();
    const resolveDid = createControllerResolver({ fetchDocument, allowHttpOnLoopback: false });
    const discovery = { fetchDocument, resolveDid };
    const request = { expectedPurpose: "assertionMethod", now } as const;
    const effort = boundEffort(usualLimits);
    await expect(verify({ ...request, effort }, discovery)).rejects.toThrow();
    expect([effort.isExceeded, coverages.size]).toEqual([true, 0]);
    expect((await verify(request, discovery)).problem?.code).toBe("PROOF_VERIFICATION_ERROR");
    expect(coverages.size).toBe(1);
  });

  it("is tried on what every test verifies, and has to say the same", async () => {
    const before = { ...efforts };
    await verifyCredential(await issued(), { checks: "all" }, world());
    await verifyCredential({ ...(await issued()), name: "Other" }, { checks: "all" }, world());
    expect(efforts).toEqual({ decided: before.decided + 1, left: before.left + 1 });
  });
});
