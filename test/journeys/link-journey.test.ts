import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FetchDocument } from "../../core/fetch-document.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { SendRequest } from "../../core/send-request.ts";
import { createFetcher } from "../../net/fetcher.ts";
import { createSender } from "../../net/sender.ts";
import { ask, resultOf } from "../support/asking-verifier.ts";
import {
  achievementContent,
  allFacts,
  openWorkplace,
  recipients,
  type Workplace,
} from "../support/completions.ts";
import { canBeRead, readableLayers } from "../support/readable-layers.ts";
import { type RunningIssuer, runIssuer } from "../support/running-issuer.ts";
import { type RunningVerifier, runVerifier } from "../support/running-verifier.ts";
import { type Bench, benchWithWallet, type Situation } from "../support/stint.ts";
import { now } from "../support/world.ts";

let issuer: RunningIssuer;
let verifier: RunningVerifier;
let workplace: Workplace;
let desk: Bench & { did: string };

/** The services under their public addresses, as a reverse proxy would show them. */
const locally = (url: string) =>
  url.replace("https://issuer.example", issuer.url).replace("https://verifier.example", verifier.url);
const fetchLocally = createFetcher({ allowLoopback: true });
const sendLocally = createSender({ allowLoopback: true });
const fetchDocument: FetchDocument = (url, options) => fetchLocally(locally(url), options);
const sendRequest: SendRequest = (url, request) => sendLocally(locally(url), request);
const stint = (args: string[], situation: Situation = {}) =>
  desk.stint(args, { fetchDocument, sendRequest, ...situation });

beforeAll(async () => {
  issuer = await runIssuer({ now: () => now });
  verifier = await runVerifier({ now: () => now, fetchDocument });
  workplace = await openWorkplace(issuer, "acme", "web");
  desk = await benchWithWallet();
});
afterAll(async () => {
  await desk.remove();
  await verifier.stop();
  await issuer.stop();
});

async function offer(transactionCode: boolean) {
  const { name, email } = recipients.byMail;
  const answer = await workplace.complete({
    recipient: { email, name },
    ...allFacts,
    offer: { transactionCode },
  });
  return answer.offer as { link: string; transactionCode?: string };
}

interface Verdict {
  verification: {
    verified: boolean;
    holder: string;
    validation: { request: JsonObject };
    credentials: { checks: { name: string; outcome: string }[] }[];
  };
}

describe("from a link to a verdict", () => {
  test("a student claims by link with a code, the second time right", async () => {
    const { link, transactionCode = "" } = await offer(true);
    const wrong = transactionCode === "000000" ? "000001" : "000000";
    const said = await stint(["accept", link], { answers: ["y", wrong, transactionCode] });
    expect(said.error).toContain("4 tries are left");
    expect(said.error).toContain("Verified and added as number 1");
    expect(said.error).toContain("Its issuer is the web address it came from, issuer.example");
    expect(said.code).toBe(0);
    const again = await stint(["accept", link, "--yes", "--tx-code", transactionCode]);
    expect(again.code).toBe(1);
    expect(again.error).toContain("This offer has been claimed already");
  });

  test("and another credential as a JWT", async () => {
    const { link } = await offer(false);
    expect(await stint(["accept", link, "--yes", "--format", "jwt_vc_json"])).toMatchObject({ code: 0 });
    const listed = JSON.parse((await stint(["list", "--json"])).out);
    expect(listed).toMatchObject([{ ownership: "mine" }, { ownership: "mine", standing: "valid" }]);
    expect(await stint(["status", "2"])).toMatchObject({ code: 0 });
  });

  test.each([
    ["ldp_vc", "did:web", false],
    ["jwt_vc_json", "did:jwk", true],
    ["ldp_vc", "redirect_uri", false],
  ])("a recruiter asks for %s as %s and sees the verdict", async (format, identity, encrypted) => {
    const asked = await ask(verifier, { format, identity, encrypted, issuers: [workplace.tenant.did] });
    const said = await stint(["respond", asked.link, "--yes"]);
    expect(said.error).toContain("Sent to");
    expect(said.code).toBe(0);
    const { verification } = (await resultOf(verifier, asked)) as unknown as Verdict;
    expect(verification).toMatchObject({ verified: true, holder: desk.did });
    expect(verification.validation.request).toEqual({ outcome: "met", reasons: [] });
  });

  test("a student says no, and the recruiter sees that", async () => {
    const asked = await ask(verifier);
    expect(await stint(["respond", asked.interactionUrl, "--deny"])).toMatchObject({ code: 0 });
    expect(await resultOf(verifier, asked)).toMatchObject({ state: "refused" });
  });

  test("a student shares by link, and takes it back", async () => {
    const said = await stint(["share", "1", "2", "--to", "https://verifier.example", "--yes", "--days", "3"]);
    expect(said.code).toBe(0);
    const link = locally(said.out.trim());
    const shown = (await (await fetch(link)).json()) as Verdict;
    expect(shown.verification).toMatchObject({ verified: true, holder: desk.did });
    expect(shown.verification.credentials).toHaveLength(2);
    expect(await stint(["shares", "revoke", "1"])).toMatchObject({ code: 0 });
    expect((await fetch(link)).status).toBe(404);
    const [share] = JSON.parse((await stint(["shares", "--json"])).out);
    expect(share).toMatchObject({ audience: "verifier.example", state: "taken back" });
  });

  test("a student shows skills and results to a recruiter, and no name reaches anybody", async () => {
    await workplace.ask("POST", "/signing-keys", { keyType: "P-256" });
    const skill = { targetType: "ext:ESCO", targetFramework: "ESCO", targetName: "track cargo" } as const;
    const content = achievementContent({
      selectiveDisclosure: "ecdsa-sd-2023",
      skills: [{ ...skill, targetUrl: "http://data.europa.eu/esco/skill/0001" }],
    });
    const { body } = await workplace.ask("POST", "/achievements", content);
    const { name, email } = recipients.byMail;
    const made = await workplace.complete({
      recipient: { email, name },
      ...allFacts,
      achievement: String(body.id),
      offer: { transactionCode: false },
    });
    const { link } = made.offer as { link: string };
    const accepted = await stint(["accept", link, "--yes", "--format", "ldp_vc", "--json"]);
    const { number } = JSON.parse(accepted.out) as { number: number };
    expect((await stint(["show", String(number)])).out).toContain("You can leave parts of it out");
    const asked = await ask(verifier, { skills: ["track cargo"], issuers: [workplace.tenant.did] });
    const sent: string[] = [];
    const said = await stint(["respond", asked.link, "--yes", "--reveal", "skills,results"], {
      sendRequest: (url, request) => {
        sent.push(new URLSearchParams(Buffer.from(request.body ?? "").toString()).get("vp_token") ?? "");
        return sendRequest(url, request);
      },
    });
    expect([said.code, said.error]).toEqual([0, expect.any(String)]);
    const { verification } = (await resultOf(verifier, asked)) as unknown as Verdict;
    expect(verification).toMatchObject({
      verified: true,
      validation: { request: { outcome: "met" } },
      credentials: [{ disclosure: { partial: true, suite: "ecdsa-sd-2023" } }],
    });
    const layers = sent.flatMap((text) => readableLayers(text === "" ? "" : JSON.parse(text)));
    expect(canBeRead(layers, "track cargo")).toBe(true);
    for (const hidden of [
      name,
      email,
      "Ines Okafor",
      "Example University",
      "Cargo delay dashboard",
      "2026-09-30",
    ]) {
      expect([hidden, canBeRead(layers, hidden)]).toEqual([hidden, false]);
    }
  });
});
