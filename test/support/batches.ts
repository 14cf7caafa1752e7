import type { JsonObject } from "../../core/json/json-value.ts";
import type { BatchView } from "../../issuer/batch/batch-view.ts";
import type { RowProblem } from "../../issuer/batch/row-problem.ts";
import type { IssuerAnswer, RunningIssuer, Tenant } from "./running-issuer.ts";

/** The one achievement of the tests of batches. */
export const achievementContent = {
  title: "Cargo delay dashboard",
  summary: "Build a dashboard of cargo delays for three ports.",
  criteria: "The three ports are covered and the numbers reconcile.",
  rubrics: [{ name: "Communication", levels: ["needs help", "good", "excellent"] }],
};

/** Makes the achievement that the rows name. */
export async function createAchievement(
  issuer: RunningIssuer,
  { slug, apiKey }: Tenant,
  content: object = achievementContent,
): Promise<string> {
  const answer = await issuer.call("POST", `/issuers/${slug}/achievements`, { token: apiKey, body: content });
  if (answer.status !== 201) throw new Error(`No achievement: ${answer.text}`);
  return String(answer.body.id);
}

/** Sends a spreadsheet. */
export async function upload(
  issuer: RunningIssuer,
  { slug, apiKey }: Tenant,
  csv: string | Uint8Array,
  { query = "" }: { query?: string } = {},
): Promise<IssuerAnswer> {
  const response = await fetch(`${issuer.url}/issuers/${slug}/batches${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "text/csv" },
    body: Buffer.from(csv),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as JsonObject };
}

/** What a dry run finds, as `row column: reason`. */
export async function problemsOf(
  issuer: RunningIssuer,
  tenant: Tenant,
  csv: string | Uint8Array,
): Promise<string[]> {
  const { body } = await upload(issuer, tenant, csv, { query: "?dryRun=true" });
  return (body.problems as unknown as RowProblem[]).map(
    ({ row = "file", column = "", reason }) => `${row} ${column}: ${reason}`,
  );
}

/** Waits until a batch is no longer running. */
export async function settled(
  issuer: RunningIssuer,
  { slug, apiKey }: Tenant,
  id: unknown,
): Promise<BatchView> {
  for (;;) {
    const { body } = await issuer.call("GET", `/issuers/${slug}/batches/${id}`, { token: apiKey });
    const batch = body as unknown as BatchView;
    if (batch.state !== "running") return batch;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** The results of a batch as text, without the byte order mark. */
export async function resultsOf(
  issuer: RunningIssuer,
  { slug, apiKey }: Tenant,
  id: unknown,
): Promise<string> {
  const { text } = await issuer.call("GET", `/issuers/${slug}/batches/${id}/results.csv`, { token: apiKey });
  return text.replace(/^\ufeff/, "");
}
