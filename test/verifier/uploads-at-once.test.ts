import { type ClientRequest, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";

let verifier: RunningVerifier;
beforeAll(async () => {
  verifier = await runVerifier();
});
afterAll(() => verifier.stop());

/** Begins to send a large body; the promise is for whoever is answered before it is sent. */
function begin(path: string, contentType: string): { sending: ClientRequest; status: Promise<unknown> } {
  const headers = { "Content-Type": contentType, "Content-Length": 1024 * 1024 };
  const sending = request(`${verifier.url}${path}`, { method: "POST", headers, agent: false });
  sending.write("-");
  const status = new Promise((resolve) => {
    sending.on("response", (response) => resolve(response.statusCode));
    sending.on("error", () => resolve("cut off"));
  });
  return { sending, status };
}

describe("bodies that are held in memory", () => {
  it.each([
    ["/verify", "multipart/form-data; boundary=x", 8],
    ["/challenge", "multipart/form-data; boundary=x", 8],
    ["/badges/verify", "image/png", 16],
    ["/shares", "application/json", 16],
  ])("%s reads no more of them at once for one address than it can keep", async (path, type, maximum) => {
    const begun = Array.from({ length: maximum + 1 }, () => begin(path, type));
    onTestFinished(() => {
      for (const { sending } of begun) sending.destroy();
    });
    expect(await Promise.race(begun.map(({ status }) => status))).toBe(503);
  });
});

describe("an answer to a request that is not there", () => {
  it.each([
    ["/exchanges/AAAAAAAAAAAAAAAAAAAAAA", "application/json"],
    ["/presentation-requests/AAAAAAAAAAAAAAAAAAAAAA/response", "application/x-www-form-urlencoded"],
  ])("is refused before it is read: %s", async (path, type) => {
    const { sending, status } = begin(path, type);
    onTestFinished(() => void sending.destroy());
    expect(await status).toBe(400);
  });
});
