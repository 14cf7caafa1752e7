import type { Page } from "playwright-core";
import { createMicroInternshipCredential } from "../../core/credential/micro-internship/create-micro-internship.ts";
import { signCredential } from "../../core/credential/proof/sign.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createPresentation, signShare } from "../../core/presentation/create-presentation.ts";
import { presentTo, readLink, respond, vpFields } from "./asking-verifier.ts";
import { endorsementOf, university } from "./endorsements.ts";
import type { PagePlace } from "./examined-page.ts";
import { portfolioOf } from "./portfolios.ts";
import { adminToken, type RunningVerifier, runVerifier } from "./running-verifier.ts";
import type { Wording } from "./wording.ts";
import {
  employer,
  entryAt,
  listUrl,
  now,
  type Person,
  presented,
  statusList,
  student,
  thief,
  webOf,
  work,
} from "./world.ts";

const registry = "https://registry.example/registry.json";
const issuedAt = new Date("2026-10-01T00:00:00Z");

/** A verifier that knows one employer, and a registry that it may copy. */
export async function runNamedVerifier(words: Wording): Promise<RunningVerifier> {
  const entry = {
    name: words.signed("School"),
    url: "https://school.example",
    location: words.signed("Oslo"),
  };
  return runVerifier({
    issuers: [{ did: employer.did, name: words.line("Employer"), reason: words.line("Asked") }],
    now: () => now,
    secureCookies: false,
    fetchDocument: webOf({
      [listUrl]: await statusList([7]),
      [registry]: {
        meta: { created: "2020-12-02T02:32:16+0000" },
        registry: { "did:web:school.example": entry },
      },
    }),
  });
}

/** Where all pages of a verifier are; those for everybody come first. */
export async function verifierPlaces(verifier: RunningVerifier, words: Wording): Promise<PagePlace[]> {
  const good = await credentialBy(employer, words);
  const stranger = await credentialBy(thief, words);
  const revoked = await credentialBy(employer, words, { credentialStatus: entryAt(7) });
  const two = await presented([good, stranger]);
  const portfolio = await portfolioOf([good, stranger, revoked]);
  const endorsement = await endorsementOf(employer.did, university, {
    issuer: { id: university.did, type: ["Profile"], name: words.signed("University") },
    credentialSubject: {
      id: employer.did,
      type: ["EndorsementSubject"],
      endorsementComment: words.signed("Comment"),
    },
  });
  const endorsed = await credentialBy(employer, words, {
    issuer: {
      id: employer.did,
      type: ["Profile"],
      name: words.signed("Employer"),
      endorsement: [endorsement],
    },
  });
  const share = await signShare(createPresentation({ credentials: [good], holder: student.did }), {
    signer: student.signer,
    domain: "verifier.example",
    created: now,
    expires: new Date(now.getTime() + 86_400_000),
  });
  const { body: shared } = await verifier.post("/shares", { verifiablePresentation: share });
  let answered = "";
  return [
    { name: "home", open: "/" },
    { name: "api", open: "/docs" },
    { name: "home-trouble", open: verifies(words.text("Pasted")) },
    { name: "challenge", open: (page) => home(page, "Make a challenge") },
    { name: "verdict-trusted", open: verifies(good) },
    { name: "verdict-unknown", open: verifies(stranger) },
    { name: "verdict-revoked", open: verifies(revoked) },
    { name: "verdict-altered", open: verifies({ ...good, name: words.signed("Altered") }) },
    { name: "verdict-two", open: verifies(two) },
    { name: "verdict-portfolio", open: verifies(portfolio) },
    { name: "verdict-endorsed", open: verifies(endorsed) },
    { name: "verdict-endorsement", open: verifies(endorsement) },
    { name: "ask", open: "/ask" },
    { name: "ask-trouble", open: (page) => ask(page, words, "no DID") },
    { name: "asked", open: (page) => ask(page, words, "") },
    {
      name: "asked-of-me",
      open: async (page) => {
        answered = page.url();
        const shown = await page.getByText("stint respond").textContent();
        const address = new URL(/"([^"]+)"/.exec(shown ?? "")?.[1] ?? "");
        await page.goto(verifier.url + address.pathname + address.search);
      },
    },
    {
      name: "answered",
      open: async (page) => {
        const link = await page.getByRole("link", { name: "Open your wallet" }).getAttribute("href");
        const request = await readLink(verifier, link ?? "");
        const presentation = await presentTo({ ...request, credentials: [good] });
        const { body } = await respond(verifier, request, vpFields(request, presentation));
        if (body.error !== undefined) throw new Error(JSON.stringify(body));
        await page.goto(answered);
      },
    },
    {
      name: "declined",
      open: async (page) => {
        await ask(page, words, "");
        const link = await page.getByRole("link", { name: /open/i }).first().getAttribute("href");
        const request = await readLink(verifier, link ?? "");
        await respond(verifier, request, { error: "access_denied", state: String(request.state) });
        await page.reload();
      },
    },
    { name: "asked-elsewhere", open: "/asked/AAAAAAAAAAAAAAAAAAAAAA" },
    { name: "answered-elsewhere", open: "/answered?response_code=none" },
    { name: "share", open: new URL(String(shared.link)).pathname },
    { name: "share-gone", open: "/shares/AAAAAAAAAAAAAAAAAAAAAA" },
    { name: "nothing-here", open: "/nothing/here" },
    { name: "trust-sign-in", open: "/trust" },
    { name: "trust-refused", open: (page) => signIn(page, "another token") },
    { name: "trust", open: (page) => signIn(page, adminToken) },
    { name: "trust-trouble", open: (page) => makeList(page, words.text("List"), "no address") },
    { name: "trust-copied", open: (page) => makeList(page, words.line("Schools"), registry) },
    { name: "trust-new-issuer", open: "/trust/new-issuer" },
    { name: "trust-own", open: (page) => addIssuer(page, words) },
    { name: "trust-lists", open: "/trust" },
    {
      name: "trust-settings",
      open: (page) => page.getByRole("link", { name: "trusted.json" }).first().click(),
    },
    {
      name: "trust-claimed",
      open: async (page) => {
        await page.goto(`${verifier.url}/`);
        await verifies(stranger)(page);
        await page.getByRole("link", { name: "Add this issuer to a list" }).click();
      },
    },
    {
      name: "verdict-listed",
      open: async (page) => {
        await page.goto(`${verifier.url}/`);
        await verifies(good)(page);
      },
    },
  ];
}

/** A credential in which the issuer wrote whatever it liked. */
function credentialBy(issuer: Person, { signed }: Wording, changes: JsonObject = {}): Promise<JsonObject> {
  const credential = createMicroInternshipCredential({
    ...work,
    issuer: { ...work.issuer, id: issuer.did, name: signed("Employer"), supervisor: signed("Supervisor") },
    recipient: { id: student.did, name: signed("Student") },
    title: signed("Dashboard"),
    summary: signed("Summary"),
    criteria: signed("Criteria"),
    role: signed("Intern"),
    rubrics: [
      { name: signed("Communication"), levels: [signed("low"), signed("high")], achieved: signed("high") },
    ],
    skills: (work.skills ?? []).map((skill) => ({ ...skill, targetName: signed("Visualisation") })),
    deliverables: [
      {
        id: "urn:uuid:0d6a3c0e-95d1-4a0e-9b1c-5a4f5d8f0003",
        name: signed("Report"),
        description: signed("It says"),
        digestMultibase: "zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n",
      },
    ],
    source: { id: "https://university.example", name: signed("University") },
  });
  return signCredential({ ...credential, ...changes }, { signer: issuer.signer, created: issuedAt });
}

/** Pastes something on the front page, and has it verified. */
function verifies(document: JsonObject | string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.goto(new URL("/", page.url()).href);
    const text = typeof document === "string" ? document : JSON.stringify(document);
    await page.getByRole("textbox").first().fill(text);
    await home(page, "Verify");
  };
}

async function home(page: Page, button: string): Promise<void> {
  if (button !== "Verify") await page.goto(new URL("/", page.url()).href);
  await page.getByRole("button", { name: button }).click();
}

async function ask(page: Page, words: Wording, otherIssuers: string): Promise<void> {
  await page.goto(new URL("/ask", page.url()).href);
  await page.getByLabel(words.line("Employer")).check();
  await page.getByText("Technical choices").click();
  await page.getByLabel(/DIDs/).fill(otherIssuers);
  await page.getByLabel(/skills/).fill(words.line("Visualisation"));
  await page.getByRole("button", { name: "Ask" }).click();
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel("Admin token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function makeList(page: Page, name: string, address: string): Promise<void> {
  const field = page.getByLabel("Name of the list");
  await field.evaluate((element) => element.removeAttribute("maxlength"));
  await page.locator("form", { has: field }).evaluate((element) => element.setAttribute("novalidate", ""));
  await field.fill(name);
  await page.getByLabel("An address to copy from").fill(address);
  await page.getByRole("button", { name: "Make the list" }).click();
}

async function addIssuer(page: Page, words: Wording): Promise<void> {
  await page.getByLabel(/^DID/).fill(student.did);
  await page.getByLabel("Name, as").fill(words.line("Strangers"));
  await page.getByLabel("How you know").fill(words.line("They said so"));
  await page.getByLabel("new list, called").fill(words.line("Partners"));
  await page.getByRole("button", { name: "Add the issuer" }).click();
}
