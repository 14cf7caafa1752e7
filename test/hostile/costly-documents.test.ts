import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import { codeOf, outcomeOf, type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { challenge, domain, issued, now, presented } from "../support/world.ts";

let verifier: RunningVerifier;
beforeAll(async () => {
  verifier = await runVerifier({ now: () => now, ownThreads: true });
});
afterAll(() => verifier.stop());

/** Nodes that look alike and have no name: what makes RDF canonicalization slow. */
const alike = (count: number) => Array.from({ length: count }, () => ({ type: ["Evidence"], name: "x" }));

const v2 = "https://www.w3.org/ns/credentials/v2";
const openBadges = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/**
 * A harmless context of its own has the JSON-LD library read the envelope, and there the type of each node brings a context that the
 * library processes anew. The compiled reader would be done in time.
 */
async function costlyPresentation(): Promise<JsonObject> {
  const entries = (count: number, members: JsonObject) =>
    Array.from({ length: count }, () => ({ type: "AchievementSubject", ...members }));
  return {
    ...(await presented([await issued()])),
    "@context": [v2, openBadges, { cover: "https://letters.example/#cover" }],
    cover: entries(66, { cover: entries(146, {}) }),
  };
}

const verifyPresentation = (verifiablePresentation: JsonObject) =>
  verifier.post("/presentations/verify", { verifiablePresentation, options: { challenge, domain } });

const verifyCredential = (verifiableCredential: JsonObject) =>
  verifier.post("/credentials/verify", { verifiableCredential });

describe("documents of hostile shape", () => {
  const nest = (depth: number): JsonObject =>
    depth === 0 ? {} : { type: ["Profile"], parentOrg: nest(depth - 1) };
  const clique = (size: number) =>
    Array.from({ length: size }, (_, from) => ({
      "@id": `_:b${from}`,
      "https://x.example/p": Array.from({ length: size }, (_, to) => ({ "@id": `_:b${to}` })),
    }));

  it.each<[string, JsonObject]>([
    ["alike nodes", { evidence: alike(200) }],
    ["a clique of blank nodes", { "https://x.example/q": clique(12) }],
    ["many members", Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`m${index}`, index]))],
    ["deep nesting", { credentialSubject: nest(20) }],
    [
      "a long base58 signature",
      { proof: [{ type: "DataIntegrityProof", proofValue: `z${"1".repeat(90_000)}` }] },
    ],
  ])("%s gets a verdict of 'no', and the service goes on", async (_name, changes) => {
    const answer = await verifyCredential({ ...(await issued()), ...changes });
    expect([answer.status, answer.body.verified]).toEqual([422, false]);
    expect((await verifyCredential(await issued())).status).toBe(200);
  });

  it.each([
    ["too deep", `${"[".repeat(40)}${"]".repeat(40)}`],
    ["too wide", `[${"1,".repeat(300)}1]`],
    ["too many nodes", `{${Array.from({ length: 150 }, (_, i) => `"a${i}":[${"1,".repeat(150)}1]`).join()}}`],
  ])("%s is not even read", async (_name, document) => {
    const answer = await verifier.post("/credentials/verify", `{"verifiableCredential":${document}}`);
    expect([answer.status, answer.body.code]).toEqual([400, "PARSING_ERROR"]);
  });
});

describe("a document that takes too much work (rule 4)", () => {
  it("is stopped, the verdict is 'unknown': TOO_COSTLY; and however many come, good requests are not held up", async () => {
    const costly = await costlyPresentation();
    const good = await issued();
    let pending = 2;
    const hostile = Promise.all(
      Array.from({ length: 2 }, async () => {
        const answer = await verifyPresentation(costly);
        pending--;
        return answer;
      }),
    );
    for (let count = 0; count < 5; count++) {
      expect((await verifyCredential(good)).status).toBe(200);
      expect(pending).toBeGreaterThan(0);
    }
    for (const answer of await hostile) {
      expect([answer.status, answer.body.verified]).toEqual([422, false]);
      expect([outcomeOf(answer, "format"), codeOf(answer, "format")]).toEqual(["unknown", "TOO_COSTLY"]);
    }
  });

  it("meets a bounded queue: 503 with Retry-After when it is full", async () => {
    const options = { challenge, domain };
    const body = JSON.stringify({ verifiablePresentation: await costlyPresentation(), options });
    const leave = new AbortController();
    const headers = { "content-type": "application/json" };
    const send = () =>
      fetch(`${verifier.url}/presentations/verify`, { method: "POST", body, headers, signal: leave.signal });
    const requests = Array.from({ length: 20 }, async () => {
      const response = await send();
      if (response.status !== 503) throw new Error("was taken");
      return {
        retryAfter: response.headers.get("retry-after"),
        problem: (await response.json()) as JsonObject,
      };
    });
    const refused = await Promise.any(requests);
    expect(refused.problem.code).toBe("OVERLOADED");
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    expect((await verifyCredential(await issued())).status).toBe(200);
    expect(await answerBeforeBody("/presentations/verify", body.length)).toMatch(
      /^HTTP\/1.1 503 .*retry-after/is,
    );
    leave.abort();
    await Promise.allSettled(requests);
  });
});

/** What is answered to a request that has announced a body, and not sent any of it. */
function answerBeforeBody(path: string, length: number): Promise<string> {
  const { hostname, port } = new URL(verifier.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`,
      );
    });
    socket.once("data", (data) => {
      resolve(String(data));
      socket.destroy();
    });
    socket.once("error", reject);
  });
}
