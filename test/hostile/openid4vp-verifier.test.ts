import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json/json-value.ts";
import {
  type Asked,
  askAndRead,
  presentTo,
  respond,
  resultOf,
  type Situation,
  vpFields,
} from "../support/asking-verifier.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { employer, issued, now, type Person, student, thief, unsigned } from "../support/world.ts";

let verifier: RunningVerifier;
let time = now;

beforeAll(async () => {
  verifier = await runVerifier({ now: () => time });
});
afterAll(() => verifier.stop());

const subject = unsigned().credentialSubject as JsonObject;
const { id: _id, ...bearer } = subject;
const endless: JsonObject = { ...subject, activityEndDate: "2026-12-22T00:00:00Z" };

const open = (body: JsonObject = {}) => askAndRead(verifier, body);
const stateOf = async (asked: Asked) => (await resultOf(verifier, asked)).state;

describe("an answer that is not for this request (OpenID4VP 1.0, 8.7 and 14.2)", () => {
  it.each<[string, (situation: Situation) => Promise<Record<string, string>>]>([
    [
      "has another nonce",
      async ({ request }) => vpFields(request, await presentTo({ ...request, nonce: "another" })),
    ],
    [
      "was made for the client_id without its prefix",
      async ({ request }) =>
        vpFields(request, await presentTo({ ...request, client_id: request.response_uri })),
    ],
    [
      "was made for another verifier and relayed",
      async ({ request }) =>
        vpFields(request, await presentTo({ ...request, client_id: "redirect_uri:https://evil.example" })),
    ],
    [
      "answers a query that was not asked",
      async ({ request }) => ({
        vp_token: JSON.stringify({ passport: [await presentTo(request)] }),
        state: request.state,
      }),
    ],
    [
      "answers the query of the format that was not asked for",
      async ({ request }) => ({
        vp_token: JSON.stringify({ micro_internship_jwt: [await presentTo(request)] }),
        state: request.state,
      }),
    ],
    [
      "answers a query beside the one asked",
      async ({ request }) => {
        const presentation = await presentTo(request);
        const vp_token = JSON.stringify({ micro_internship_ldp: [presentation], passport: [presentation] });
        return { vp_token, state: request.state };
      },
    ],
    [
      "has two presentations where one was asked for",
      async ({ request }) => vpFields(request, await presentTo(request), await presentTo(request)),
    ],
    ["has none", async ({ request }) => vpFields(request)],
    [
      "is no array",
      async ({ request }) => ({
        vp_token: JSON.stringify({ micro_internship_ldp: await presentTo(request) }),
        state: request.state,
      }),
    ],
    [
      "has a text for an ldp_vc",
      async ({ request }) => vpFields(request, JSON.stringify(await presentTo(request))),
    ],
    ["has an empty object", async ({ request }) => vpFields(request, {})],
    [
      "has a presentation without a proof",
      async ({ request }) => {
        const { proof: _, ...unsigned } = await presentTo(request);
        return vpFields(request, unsigned);
      },
    ],
    ["is no JSON", async ({ request }) => ({ vp_token: "{", state: request.state })],
    [
      "names a query twice",
      async ({ request }) => {
        const text = JSON.stringify(await presentTo(request));
        const vp_token = `{"micro_internship_ldp":[${text}],"micro_internship_ldp":[${text}]}`;
        return { vp_token, state: request.state };
      },
    ],
    [
      "has no state",
      async ({ request }) => ({ vp_token: vpFields(request, await presentTo(request)).vp_token as string }),
    ],
    [
      "has another state",
      async ({ request }) => ({
        ...vpFields(request, await presentTo(request)),
        state: "AAAAAAAAAAAAAAAAAAAAAA",
      }),
    ],
    ["is an error without the state", async () => ({ error: "access_denied" })],
    ["is encrypted though nobody asked", async () => ({ response: "a.b.c.d.e" })],
    ["is empty", async () => ({})],
  ])("%s: it is refused, and the request stays open", async (_what, fields) => {
    const situation = await open();
    const answer = await respond(verifier, situation.request, await fields(situation));
    expect([answer.status, answer.body.error]).toEqual([400, "invalid_request"]);
    expect(await stateOf(situation.asked)).toBe("waiting");
  });

  it("does not keep the right one out that comes after it", async () => {
    const { asked, request } = await open();
    const wrong = vpFields(request, await presentTo({ ...request, nonce: "another" }));
    expect((await respond(verifier, request, wrong)).status).toBe(400);
    expect((await respond(verifier, request, vpFields(request, await presentTo(request)))).status).toBe(200);
    expect(await stateOf(asked)).toBe("answered");
  });

  it("has a parameter twice: it is refused", async () => {
    const situation = await open();
    const fields = new URLSearchParams(vpFields(situation.request, await presentTo(situation.request)));
    fields.append("state", situation.request.state);
    expect((await respond(verifier, situation.request, fields)).status).toBe(400);
    expect(await stateOf(situation.asked)).toBe("waiting");
  });

  it("is larger than a presentation may be: it is refused", async () => {
    const situation = await open();
    const fields = vpFields(situation.request, { a: "x".repeat(1024 * 1024) });
    expect((await respond(verifier, situation.request, fields)).status).toBe(400);
    expect(await stateOf(situation.asked)).toBe("waiting");
  });

  it("is refused without a look after ten that did not fit", async () => {
    const { request } = await open();
    for (let tries = 0; tries < 10; tries++) await respond(verifier, request, vpFields(request, {}));
    const answer = await respond(verifier, request, vpFields(request, await presentTo(request)));
    expect(answer.body.error_description).toContain("Too many");
  });
});

describe("an answer that comes at the wrong time", () => {
  it("is a replay: the request was settled", async () => {
    const { request } = await open();
    const fields = vpFields(request, await presentTo(request));
    expect((await respond(verifier, request, fields)).status).toBe(200);
    expect((await respond(verifier, request, fields)).status).toBe(400);
    const other = await open();
    const replayed = { ...fields, state: other.request.state };
    expect((await respond(verifier, other.request, replayed)).status).toBe(400);
  });

  it("is one of several side by side: exactly one wins", async () => {
    const { request } = await open();
    const fields = vpFields(request, await presentTo(request));
    const answers = await Promise.all(Array.from({ length: 6 }, () => respond(verifier, request, fields)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
  });

  it("is late: the request's time is over, and its request object is gone too", async () => {
    const { asked, request } = await open({ identity: "did:jwk" });
    const fields = vpFields(request, await presentTo(request));
    time = new Date(now.getTime() + 600_000);
    const answer = await respond(verifier, request, fields);
    const object = await fetch(`${verifier.url}/presentation-requests/${asked.id}/request`);
    const state = await stateOf(asked);
    time = now;
    expect([answer.status, object.status, state]).toEqual([400, 400, "expired"]);
  });
});

describe("a stolen or forged answer", () => {
  it("with somebody else's credential settles the request, in red (holder binding)", async () => {
    const { asked, request } = await open();
    const stolen = await presentTo({ ...request, by: thief, credentials: [await issued()] });
    expect((await respond(verifier, request, vpFields(request, stolen))).status).toBe(200);
    const { verification } = await resultOf(verifier, asked);
    expect(verification).toMatchObject({ verified: false, validation: { request: { outcome: "not-met" } } });
    expect(JSON.stringify(verification)).toContain("HOLDER_MISMATCH");
  });

  it("with a good credential and a stolen one beside it is red as a whole", async () => {
    const { asked, request } = await open();
    const own = await issued(
      { credentialSubject: { id: thief.did, type: ["AchievementSubject"] } },
      employer,
    );
    const both = await presentTo({ ...request, by: thief, credentials: [own, await issued()] });
    await respond(verifier, request, vpFields(request, both));
    expect(await resultOf(verifier, asked)).toMatchObject({ verification: { verified: false } });
  });

  it.each<[string, JsonObject, Person, string]>([
    ["its issuer presents", {}, employer, "It was not issued to who presented it"],
    ["a bearer presents", { credentialSubject: bearer }, thief, "It was not issued to who presented it"],
    ["ends in the future", { credentialSubject: endless }, student, "The work has not ended yet"],
  ])("with a credential that %s is not what was asked for", async (_, changes, by, reason) => {
    const { asked, request } = await open({ maximumAgeMonths: 3 });
    const credentials = [await issued(changes)];
    await respond(verifier, request, vpFields(request, await presentTo({ ...request, by, credentials })));
    const outcome = { outcome: "not-met", reasons: [reason] };
    expect(await resultOf(verifier, asked)).toMatchObject({
      verification: { verified: true, validation: { request: outcome } },
    });
  });

  it("with a signature that does not fit is red, and stays so when looked at again", async () => {
    const { asked, request } = await open();
    const presentation = await presentTo(request);
    const altered = { ...presentation, id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f00ff" };
    await respond(verifier, request, vpFields(request, altered));
    for (let look = 0; look < 2; look++) {
      expect(await resultOf(verifier, asked)).toMatchObject({
        state: "answered",
        verification: { verified: false },
      });
    }
  });
});
