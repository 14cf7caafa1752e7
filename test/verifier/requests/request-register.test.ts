import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { parseDcqlQuery } from "../../../core/openid/dcql.ts";
import { createDcqlQuery } from "../../../core/openid/dcql-query.ts";
import type { WantedWork } from "../../../core/openid/wanted-work.ts";
import { type PresentationRequest, stateOf } from "../../../verifier/requests/presentation-request.ts";
import { createRequestRegister, type RequestRegister } from "../../../verifier/requests/request-register.ts";
import { now } from "../../support/world.ts";

const minute = 60_000;
const wanted: WantedWork = { issuers: [], skills: [], format: "ldp_vc" };
const json = createDcqlQuery(wanted);
const query = { json, parsed: parseDcqlQuery(json) };
const text = () => randomBytes(16).toString("base64url");
let time = now;
let register: RequestRegister | undefined;

afterEach(() => {
  register?.close();
  time = now;
});

function open(limits: { requests?: number; answerBytes?: number } = {}): RequestRegister {
  register = createRequestRegister(() => time, limits);
  return register;
}

function request(): PresentationRequest {
  const identity = { kind: "redirect_uri", clientId: (uri: string) => `redirect_uri:${uri}` } as const;
  return {
    id: text(),
    resultId: text(),
    resultTokenHash: "",
    wanted,
    issuerNames: new Map(),
    query,
    identity,
    clientId: "redirect_uri:https://verifier.example",
    nonce: text(),
    states: { other: text() },
    responseKey: undefined,
    createdAt: time,
    expiresAt: new Date(time.getTime() + 10 * minute),
    keptUntil: new Date(time.getTime() + 70 * minute),
    triesLeft: 10,
  };
}

const refused = (at = time) => ({ kind: "refused", at, error: "access_denied" }) as const;

describe("the requests that are open", () => {
  it("are bounded: one more is refused, until an old one is forgotten", () => {
    const requests = open({ requests: 2 });
    const first = request();
    requests.add(first);
    requests.add(request());
    expect(() => requests.add(request())).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    time = new Date(now.getTime() + 70 * minute);
    expect(requests.byId(first.id)).toBeUndefined();
    expect(requests.byResultId(first.resultId)).toBeUndefined();
    requests.add(request());
  });

  it("are found by their two ids, and by neither in place of the other", () => {
    const requests = open();
    const one = request();
    requests.add(one);
    expect(requests.byId(one.id)).toBe(one);
    expect(requests.byResultId(one.resultId)).toBe(one);
    expect(requests.byId(one.resultId)).toBeUndefined();
    expect(requests.byResultId(one.id)).toBeUndefined();
  });

  it("are settled once, in time, and then kept for an hour", () => {
    const requests = open();
    const [one, late] = [request(), request()];
    requests.add(one);
    requests.add(late);
    time = new Date(now.getTime() + 9 * minute);
    expect([requests.settle(one, refused()), requests.settle(one, refused())]).toEqual([true, false]);
    expect(stateOf(one, time)).toBe("refused");
    time = new Date(now.getTime() + 10 * minute);
    expect([requests.settle(late, refused()), stateOf(late, time)]).toEqual([false, "expired"]);
    time = new Date(now.getTime() + 69 * minute - 1);
    expect(requests.byId(one.id)).toBe(one);
    time = new Date(now.getTime() + 69 * minute);
    expect(requests.byId(one.id)).toBeUndefined();
  });

  it("keep a bounded amount of answers, which is free again when they are forgotten", () => {
    const requests = open({ answerBytes: 100 });
    const answered = () => ({
      kind: "presented" as const,
      at: time,
      format: "ldp_vc" as const,
      presentation: {},
      sizeBytes: 60,
      verification: {
        verified: false,
        checks: [],
        validation: { issuer: { outcome: "unknown" as const } },
        asOf: time.toISOString(),
        credentials: [],
      },
    });
    const [one, other] = [request(), request()];
    requests.add(one);
    requests.add(other);
    expect(requests.settle(one, answered())).toBe(true);
    expect(() => requests.settle(other, answered())).toThrow(expect.objectContaining({ code: "OVERLOADED" }));
    expect(stateOf(other, time)).toBe("waiting");
    time = new Date(now.getTime() + 60 * minute);
    const later = request();
    requests.add(later);
    expect(requests.settle(later, answered())).toBe(true);
  });
});
