import type { Page } from "playwright-core";
import type { JsonObject } from "../../core/json/json-value.ts";
import type { AchievementContent } from "../../issuer/completions/records.ts";
import { offeringTenant, requestWith, tokenForm } from "./claiming-wallet.ts";
import type { PagePlace } from "./examined-page.ts";
import { draftBy, type RunningIssuer } from "./running-issuer.ts";
import type { Wording } from "./wording.ts";
import { student } from "./world.ts";

const slug = "harbour";
const skillUrl = "http://data.europa.eu/esco/skill/1";

/** Gives an employer something on each of its pages, and says where they all are; those for everybody come first. */
export async function issuerPlaces(
  issuer: RunningIssuer,
  { words, passDays }: { words: Wording; passDays: (days: number) => void },
): Promise<PagePlace[]> {
  const profile = {
    name: words.line("Employer"),
    url: "https://harbour.example",
    description: words.text("About us"),
  };
  const tenant = await issuer.createTenant(slug, "web", profile);
  const call = async (path: string, body: unknown) => {
    const answer = await issuer.call("POST", `/issuers/${slug}/${path}`, { token: tenant.apiKey, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return answer.body;
  };
  const achievement = String((await call("achievements", achievementContent(words))).id);
  const facts = completionFacts(words);
  const recipient = { name: words.line("Student"), email: "mika@student.example" };
  const given = { achievement, recipient, ...facts };
  const wallet = await offeringTenant(issuer, tenant);
  const make = (more: object = {}) => wallet.offer({ achievementId: achievement, recipient, facts, ...more });
  const claim = async (made: Awaited<ReturnType<typeof make>>) => {
    const token = await wallet.accessToken(made);
    await wallet.post("credential", { token, body: requestWith([await wallet.jwtProof(student)]) });
  };

  const expired = await make({ offer: { transactionCode: false, expiresInSeconds: 3600 } });
  passDays(1);
  const open = await make();
  const withCode = await make({ offer: { transactionCode: true } });
  const dead = await make({ offer: { transactionCode: true } });
  for (let tries = 0; tries < 5; tries++) await wallet.token(tokenForm(dead.code, { tx_code: "no" }));
  const [waiting, claimed] = [await make({ approval: "awaited" }), await make()];
  await claim(waiting);
  await claim(claimed);
  const cancelled = await make();
  await call(`completions/${cancelled.completionId}/offer/cancel`, {});
  const other = await call("keys", { role: "issuer", label: words.line("Key") });
  const withdrawn = await issuer.call("POST", `/issuers/${slug}/completions`, {
    token: String(other.apiKey),
    body: given,
  });
  await call(`keys/${(other.key as JsonObject).id}/revoke`, {});
  const issuedAt = await call("completions", {
    ...given,
    reference: words.line("Ref"),
    issueNow: true,
  });
  await issuer.issue(tenant, draftBy(tenant));

  const completion = `/console/completions/${(issuedAt.completion as JsonObject).id}`;
  const offerOf = ({ body }: { body: JsonObject }) => String((body.offer as JsonObject).id);
  const claims = {
    open,
    withCode,
    dead,
    waiting,
    claimed,
    cancelled,
    expired,
    withdrawn: { id: offerOf(withdrawn) },
  };
  return [
    { name: "home", open: "/" },
    { name: "api", open: "/docs" },
    { name: "employer", open: `/issuers/${slug}` },
    { name: "public-achievements", open: `/issuers/${slug}/achievements` },
    { name: "public-achievement", open: `/issuers/${slug}/achievements/${achievement}` },
    ...Object.entries(claims).map(([state, { id }]) => ({ name: `claim-${state}`, open: `/offers/${id}` })),
    { name: "no-offer", open: "/offers/AAAAAAAAAAAAAAAAAAAAAA" },
    { name: "nothing-here", open: "/nothing/here" },
    { name: "broken-address", open: "/%zz" },
    { name: "sign-in", open: "/console" },
    { name: "sign-in-refused", open: (page) => signIn(page, "no key of ours") },
    { name: "console", open: (page) => signIn(page, tenant.apiKey) },
    { name: "achievements", open: "/console/achievements" },
    { name: "achievement", open: `/console/achievements/${achievement}` },
    { name: "achievement-version", open: `/console/achievements/${achievement}?version=1` },
    { name: "achievement-edit", open: `/console/achievements/${achievement}/edit` },
    { name: "achievement-picture", open: `/console/achievements/${achievement}/picture` },
    { name: "achievement-new", open: "/console/achievements/new" },
    { name: "achievement-troubles", open: (page) => sendUnfinished(page, "Save the achievement", words) },
    { name: "completions", open: "/console/completions" },
    { name: "completions-none", open: `/console/completions?q=${encodeURIComponent(words.line("Nobody"))}` },
    { name: "completion-issued", open: completion },
    { name: "completion-open", open: `/console/completions/${open.completionId}` },
    { name: "completion-waiting", open: `/console/completions/${waiting.completionId}` },
    { name: "completion-dead", open: `/console/completions/${dead.completionId}` },
    { name: "recipient", open: `/console/completions/${open.completionId}/recipient` },
    { name: "completion-choose", open: "/console/completions/new" },
    { name: "completion-new", open: `/console/completions/new?achievement=${achievement}` },
    { name: "completion-troubles", open: (page) => sendUnfinished(page, "Record the completion", words) },
    { name: "offers", open: "/console/offers" },
    { name: "credentials", open: "/console/credentials" },
    { name: "credentials-found", open: "/console/credentials?q=mika" },
    { name: "credential", open: "/console/credentials/record-1" },
    { name: "bulk-revoke", open: "/console/credentials/revoke?record=record-1&record=record-2" },
    { name: "bulk-revoke-troubles", open: (page) => sendUnfinished(page, /^Revoke/, words) },
    { name: "batch-new", open: "/console/batches/new" },
    { name: "batch-problems", open: (page) => upload(page, words, { bad: true }) },
    { name: "batch-checked", open: (page) => upload(page, words, { bad: false }) },
    { name: "batch", open: runBatch },
    { name: "batches", open: "/console/batches" },
    { name: "audit", open: "/console/audit" },
    { name: "api-keys", open: "/console/keys" },
    { name: "api-key-made", open: (page) => makeKey(page, words) },
    {
      name: "api-key-revoke",
      open: (page) =>
        page
          .getByRole("link", { name: /^Revoke/ })
          .first()
          .click(),
    },
    { name: "signing-keys", open: "/console/signing-keys" },
    { name: "signing-key-withdraw", open: "/console/signing-keys/1/revoke" },
    { name: "console-nothing", open: "/console/completions/none" },
  ];
}

function achievementContent(words: Wording): AchievementContent {
  const skill = { targetType: "ext:ESCO" as const, targetFramework: words.line("List"), targetUrl: skillUrl };
  return {
    title: words.line("Dashboard"),
    summary: words.text("Summary").slice(0, 1000),
    criteria: words.text("Criteria"),
    skills: [{ ...skill, targetName: words.line("Visualisation") }],
    tags: [words.line("Tag")],
    rubrics: [{ name: words.line("Communication"), levels: [words.line("low"), words.line("high")] }],
    estimatedHours: 30,
    paidFairly: true,
  };
}

function completionFacts(words: Wording) {
  return {
    role: words.line("Intern"),
    start: "2026-09-01T00:00:00Z",
    end: "2026-09-30T00:00:00Z",
    rating: 4 as const,
    rubrics: [{ name: words.line("Communication"), achieved: words.line("high") }],
    evidence: [
      {
        name: words.line("Report"),
        description: words.line("It says"),
        digestMultibase: "zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n",
      },
    ],
    source: { id: "https://university.example", name: words.line("University") },
    supervisor: words.line("Supervisor"),
  };
}

async function signIn(page: Page, key: string): Promise<void> {
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Fills what is there with words and leaves out the rest, as a browser would not let one do. */
async function sendUnfinished(page: Page, button: string | RegExp, words: Wording): Promise<void> {
  const form = page.locator("main form").filter({ has: page.getByRole("button", { name: button }) });
  await form.evaluate((element) => element.setAttribute("novalidate", ""));
  for (const field of await form.locator("input[type=text], textarea:not([name=reason])").all()) {
    await field.evaluate((element) => element.removeAttribute("maxlength"));
    await field.fill(words.line("Typed").repeat(2));
  }
  await form.getByRole("button", { name: button }).click();
}

async function upload(page: Page, words: Wording, { bad }: { bad: boolean }): Promise<void> {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const header = ["achievement", "email", "name", ...(bad ? [quoted(words.line("Column"))] : [])];
  const row = [
    quoted(words.line(bad ? "No such work" : "Dashboard")),
    "a@b.example",
    quoted(words.line("Kai")),
  ];
  await page.getByLabel("or paste it here").fill([header, row].map((cells) => cells.join(",")).join("\n"));
  await page.getByRole("button", { name: "Check it" }).click();
}

async function runBatch(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run it" }).click();
  await page.getByText("All rows are done").waitFor();
}

async function makeKey(page: Page, words: Wording): Promise<void> {
  await page.getByRole("textbox").last().fill(words.line("Colleague"));
  await page.getByRole("button", { name: /key/i }).last().click();
}
