import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discloseCredential } from "../../../core/credential/disclosure/disclose.ts";
import type { JsonObject } from "../../../core/json/json-value.ts";
import { createPresentation, signPresentation } from "../../../core/presentation/create-presentation.ts";
import type { SendRequest } from "../../../core/send-request.ts";
import { createFetcher } from "../../../net/fetcher.ts";
import { createSender } from "../../../net/sender.ts";
import { ask, locally, readLink, respond, resultOf, vpFields } from "../../support/asking-verifier.ts";
import { harbour, harbourWeb, issuedForDisclosure } from "../../support/harbour.ts";
import { canBeRead, readableLayers } from "../../support/readable-layers.ts";
import { type RunningVerifier, runVerifier } from "../../support/running-verifier.ts";
import { type Bench, benchWithWallet } from "../../support/stint.ts";
import { now, student, webOf } from "../../support/world.ts";

let verifier: RunningVerifier;
let desk: Bench & { did: string };
let whole: JsonObject;
let documents: Record<string, JsonObject>;
/** Every byte that went to the verifier. */
const received: string[] = [];

const fetchLocally = createFetcher({ allowLoopback: true });
const sendLocally = createSender({ allowLoopback: true });
const sendRequest: SendRequest = (url, request) => {
  received.push(url, JSON.stringify(request.headers ?? {}), Buffer.from(request.body ?? "").toString());
  return sendLocally(locally(verifier, url), request);
};
const stint = (...args: string[]) => {
  const fetchDocument: ReturnType<typeof webOf> = (url, options) =>
    url.startsWith("https://verifier.example")
      ? fetchLocally(locally(verifier, url), options)
      : webOf(documents)(url, options);
  return desk.stint(args, { fetchDocument, sendRequest });
};

beforeAll(async () => {
  documents = await harbourWeb();
  verifier = await runVerifier({ now: () => now, fetchDocument: webOf(documents) });
  desk = await benchWithWallet();
  whole = await issuedForDisclosure({ did: desk.did, suites: ["ecdsa-sd-2023"] });
  await stint("add", await desk.file("whole.json", whole));
});
afterAll(async () => {
  await desk.remove();
  await verifier.stop();
});

const other = { id: "urn:uuid:5b0b8a3e-44a2-4a1e-8f1b-6c1a0c7d0009" };

interface Result {
  verification: { verified: boolean; validation: { request: JsonObject }; credentials: JsonObject[] };
}

describe("an answer in part", () => {
  it("gets a verdict on what is shown, and what was left out reached nobody", async () => {
    const asked = await ask(verifier, { skills: ["data visualisation"], issuers: [harbour.did] });
    received.length = 0;
    const said = await stint("respond", asked.link, "--reveal", "skills,results", "--yes");
    expect(said.code).toBe(0);
    const { verification } = (await resultOf(verifier, asked)) as unknown as Result;
    expect(verification.verified).toBe(true);
    expect(verification.validation.request).toEqual({ outcome: "met", reasons: [] });
    expect(verification.credentials[0]).toMatchObject({
      disclosure: { partial: true, suite: "ecdsa-sd-2023" },
      work: { results: [{ value: "Completed" }, {}, {}, {}, {}], skills: [{ name: "data visualisation" }] },
    });
    expect(received.length).toBeGreaterThan(0);
    const bodies = received.map((text) => new URLSearchParams(text).get("vp_token") ?? text);
    const layers = bodies.flatMap((text) => readableLayers(text.startsWith("{") ? JSON.parse(text) : text));
    expect(canBeRead(layers, "data visualisation")).toBe(true);
    for (const hidden of [
      "Mika Tanaka",
      "Harbour Analytics",
      "Ines Okafor",
      "people@harbour.example",
      "Nordfjord",
      "Cargo delay dashboard",
      "2026-09-01",
      "sha256$0f89",
    ]) {
      expect([hidden, canBeRead(layers, hidden)]).toEqual([hidden, false]);
    }
  });

  it("is not what was asked for when that is missing, also from a wallet that sends it all the same", async () => {
    const held = await issuedForDisclosure({ did: student.did, suites: ["ecdsa-sd-2023"] });
    const pointers = ["/credentialSubject/result", "/credentialSubject/achievement/name"];
    const part = await discloseCredential(held, { pointers, seed: new Uint8Array(32).fill(1) });
    const asked = await ask(verifier, { skills: ["data visualisation"], format: "ldp_vc" });
    const request = await readLink(verifier, asked.link);
    const presentation = await signPresentation(
      createPresentation({ credentials: [part], holder: student.did }),
      {
        signer: student.signer,
        challenge: request.nonce,
        domain: request.client_id,
        created: now,
      },
    );
    expect((await respond(verifier, request, vpFields(request, presentation))).status).toBe(200);
    const { verification } = (await resultOf(verifier, asked)) as unknown as Result;
    expect(verification.verified).toBe(true);
    expect(verification.validation.request).toEqual({
      outcome: "not-met",
      reasons: ["It names none of the skills asked for"],
    });
  });
});

describe("the page of a verdict on a part", () => {
  const pageOf = async (args: string[]) => {
    const said = await stint(
      "present",
      String(whole.id),
      ...args,
      "--challenge",
      "c",
      "--domain",
      "verifier.example",
    );
    const { verifiableCredential } = JSON.parse(said.out) as { verifiableCredential: JsonObject[] };
    return verifier.submit("/verify", { document: JSON.stringify(verifiableCredential[0]) });
  };

  it("keeps the headline, and says in a box of its own that it is shown in part and what is not there", async () => {
    const { html } = await pageOf(["--reveal", "skills,results"]);
    expect(html).toContain('data-verdict="verified-unknown-issuer"');
    expect(html).toContain('data-disclosure="ecdsa-sd-2023"');
    expect(html).toContain("Shown in part");
    expect(html).toContain("Micro-internship, title not shown");
    expect(html).toContain("the signature covers what is shown");
    expect(html).toMatch(/Not shown: title, description, .*university/u);
    expect(html.indexOf("data-verdict")).toBeLessThan(html.indexOf("data-disclosure"));
  });

  it("has the box for a credential in a portfolio, too", async () => {
    const alone = await issuedForDisclosure({
      did: desk.did,
      suites: ["ecdsa-sd-2023"],
      whole: false,
      changes: other,
    });
    await stint("add", await desk.file("alone.json", alone));
    const file = join(desk.folder, "portfolio.json");
    const said = await stint("portfolio", other.id, "--yes", "--out", file);
    expect([said.code, said.error]).toEqual([0, expect.any(String)]);
    const { html } = await verifier.submit("/verify", { document: await readFile(file, "utf8") });
    expect(html.match(/data-disclosure="ecdsa-sd-2023"/gu)).toHaveLength(1);
  });

  it("has no such box for a credential that is shown whole", async () => {
    const { html } = await pageOf([]);
    expect(html).toContain("data-verdict");
    expect(html).not.toContain("data-disclosure");
  });
});
