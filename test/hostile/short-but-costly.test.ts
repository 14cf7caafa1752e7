import { beforeAll, describe, expect, it } from "vitest";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import { didKey } from "../../core/did/did-key.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { blsKeyPair } from "../../core/keys/bls12-381.ts";
import { createPresentation } from "../../core/presentation/create-presentation.ts";
import { noSchemas } from "../../core/schema/known-schema.ts";
import type { FetchOutcome, JobResult } from "../../verifier/runs/job.ts";
import { createShortRuns } from "../../verifier/runs/short-runs.ts";
import { rawSign } from "../support/raw-proof.ts";
import { employer, entryAt, issued, listUrl, now, statusList, student, unsigned } from "../support/world.ts";

const shortRuns = createShortRuns({ knownSchemas: noSchemas });
let jobs = 0;

function run(document: JsonObject, fetched: [string, FetchOutcome][] = []): Promise<JobResult | undefined> {
  expect(shortRuns.takes(document, JSON.stringify(document).length)).toBe(true);
  const isPresentation = document.type?.toString().includes("VerifiablePresentation") === true;
  const asked = { document: { value: document }, checks: "all" } as const;
  const question = isPresentation
    ? ({ kind: "presentation", ...asked, expectedChallenge: "c", expectedDomain: "d" } as const)
    : ({ kind: "credential", ...asked } as const);
  const newestLists = new Map<string, number>();
  return shortRuns.run({
    number: ++jobs,
    question,
    now,
    allowHttpOnLoopback: false,
    fetched: new Map(fetched),
    newestLists,
  });
}

/** A document whose proof is said to be by the key of this did:key. */
async function claimedBy(did: string): Promise<JsonObject> {
  const { proof, ...credential } = await issued();
  const [original] = proof as JsonObject[];
  return {
    ...credential,
    issuer: did,
    proof: [{ ...original, verificationMethod: `${did}#${did.slice("did:key:".length)}` }],
  };
}

const examples = "https://www.w3.org/ns/credentials/examples/v2";
const [vcdm = "", openBadges = ""] = unsigned()["@context"] as string[];

/** Contexts in an order of their own for each number below 32: nobody has met them before. */
const inOrder = (number: number, start: string): string[] => [
  vcdm,
  start,
  ...[1, 2, 4, 8, 16].map((bit) => (number & bit ? examples : openBadges)),
];
const inManyOrders = (start: string): JsonObject =>
  createPresentation({
    credentials: Array.from({ length: 20 }, (_, number) => ({
      "@context": inOrder(number, start),
      type: ["VerifiableCredential"],
      issuer: employer.did,
      credentialSubject: { id: "urn:x:1" },
    })),
    holder: student.did,
  });

const members = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [`m${number}`, number]));

describe("a short document that would keep the main thread busy is left to a thread", () => {
  beforeAll(async () => {
    // Whatever is usual is known.
    await run(await issued());
  });

  it.each<[name: string, document: () => Promise<JsonObject>]>([
    [
      "a key that its cryptosuite does not take: to read one of BLS12-381 takes 3 ms",
      () => claimedBy(didKey({ type: "BLS12-381", bytes: blsKeyPair(new Uint8Array(32).fill(1)).publicKey })),
    ],
    ["a key that is none", () => claimedBy("did:key:z6MkNone")],
    [
      "a chain of proofs, each over a document of its own",
      async () => {
        const id = "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0099";
        const { proof, ...credential } = await rawSign(unsigned(), { id }, employer);
        return rawSign(credential, { previousProof: id }, employer, proof as JsonObject[]);
      },
    ],
    [
      "contexts in twenty orders that nobody has met",
      async () => inManyOrders(contextUrls.openBadgesExtensions),
    ],
    [
      "thousands of values",
      async () => ({
        ...unsigned(),
        "@context": [vcdm, examples],
        credentialSubject: Array.from({ length: 9 }, (_, number) => ({
          id: `urn:x:${number}`,
          numbers: Array.from({ length: 190 }, () => 1),
        })),
      }),
    ],
    [
      "a long name that stands in hundreds of statements",
      () => {
        const id = `urn:x:${"long".repeat(1_000)}`;
        const numbers = Array.from({ length: 133 }, (_, number) => number);
        return rawSign(
          { ...unsigned(), "@context": [vcdm, examples], credentialSubject: { id, numbers } },
          {},
          employer,
        );
      },
    ],
  ])("%s", async (_name, document) => {
    expect(await run(await document())).toBeUndefined();
  });

  it("more than 64 KiB that were fetched, whatever it is", async () => {
    const half = { status: 200, body: new Uint8Array(32 * 1024 + 1), contentType: "application/vc" };
    const credential = await issued();
    expect(await run(credential, [["a", half]])).toMatchObject({ outcome: "verdict" });
    expect(
      await run(credential, [
        ["a", half],
        ["b", half],
      ]),
    ).toBeUndefined();
  });

  it("a status list that says thousands of things", async () => {
    const credential = await issued({ credentialStatus: entryAt(5) });
    const lacking = await run(credential);
    if (lacking?.outcome !== "missing") throw new TypeError("the list is missing");
    const answered = (list: JsonObject) => {
      const body = new TextEncoder().encode(JSON.stringify(list));
      const outcome = { status: 200, body, contentType: "application/vc" };
      return run(
        credential,
        lacking.requests.map(({ key }) => [key, outcome]),
      );
    };
    const list = await statusList([]);
    expect(await answered(list)).toMatchObject({ verification: { verified: true } });
    // Refused for its address in the end, but read before.
    const other = { ...list, id: `${listUrl}/2`, "@context": [vcdm, examples] };
    expect(await answered(other)).toMatchObject({ verification: { verified: false } });
    const subject = { ...(list.credentialSubject as JsonObject), ...members(1_600) };
    expect(await answered({ ...other, credentialSubject: subject })).toBeUndefined();
  });
});

describe("contexts that nobody has met", () => {
  it("are known after some runs, so that an unusual kind of document is verified in the main thread, too", async () => {
    const document = { ...unsigned(), "@context": inOrder(21, contextUrls.openBadges) };
    const signed = await rawSign(document, {}, employer);
    let result: JobResult | undefined;
    for (let runs = 0; runs < 20 && result === undefined; runs += 1) result = await run(signed);
    expect(result).toMatchObject({ verification: { verified: true } });
  });
});
