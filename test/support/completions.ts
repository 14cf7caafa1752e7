import type { JsonObject } from "../../core/json/json-value.ts";
import type { CompletionAnswer } from "../../issuer/completions/completion-answer.ts";
import type { AchievementContent } from "../../issuer/completions/records.ts";
import { listApiKeys } from "../../issuer/use-cases/api-keys.ts";
import type { IssuerAnswer, RunningIssuer, Tenant } from "./running-issuer.ts";
import { student } from "./world.ts";

/** A kind of micro-internship with two things to rate. */
export function achievementContent(changes: Partial<AchievementContent> = {}): AchievementContent {
  return {
    title: "Cargo delay dashboard",
    summary: "Build a dashboard of cargo delays for three ports.",
    criteria: "Done means:\n\n- three ports are covered\n- the numbers reconcile",
    skills: [
      {
        targetType: "ext:ESCO",
        targetFramework: "ESCO",
        targetName: "data visualisation",
        targetUrl: "http://data.europa.eu/esco/skill/0000",
      },
    ],
    rubrics: [
      { name: "Communication", levels: ["Beginning", "Proficient", "Strong"] },
      { name: "Creativity", levels: ["Beginning", "Strong"] },
    ],
    estimatedHours: 30,
    paidFairly: true,
    ...changes,
  };
}

/** Everything that an employer may say of one student. */
export const allFacts: JsonObject = {
  role: "Data intern",
  start: "2026-09-01T00:00:00Z",
  end: "2026-09-30T00:00:00Z",
  estimatedHours: 32,
  rating: 4,
  rubrics: [{ name: "Creativity", achieved: "Strong" }],
  evidence: [
    {
      name: "Dashboard",
      description: "The source code",
      digestMultibase: "zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n",
    },
  ],
  source: { id: "https://university.example", name: "Example University", url: "https://university.example" },
  supervisor: "Ines Okafor",
  validUntil: "2099-01-01T00:00:00Z",
};

export const recipients = {
  known: { did: student.did, name: "Mika Tanaka" },
  byMail: { email: "mika.tanaka@students.example", name: "Mika Tanaka" },
} as const;

/** One employer of a running issuer at work: what a test asks of it, in short. */
export interface Workplace {
  tenant: Tenant;
  apiKeyId: string;
  achievementId: string;
  /** Asks the API below `/issuers/{slug}`, with the employer's key unless another is given. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<IssuerAnswer>;
  /** Records a completion; throws unless that worked. */
  complete(body: JsonObject): Promise<CompletionAnswer>;
}

/** Creates an employer with one achievement. */
export async function openWorkplace(
  issuer: RunningIssuer,
  slug: string,
  did: "key" | "web" = "key",
  profile?: JsonObject,
): Promise<Workplace> {
  const tenant = await issuer.createTenant(slug, did, profile);
  const ask: Workplace["ask"] = (method, path, body, headers) =>
    issuer.call(method, `/issuers/${slug}${path}`, {
      token: tenant.apiKey,
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
    });
  const created = await ask("POST", "/achievements", achievementContent());
  const achievementId = String(created.body.id);
  const [key] = await listApiKeys(issuer.context, slug);
  return {
    tenant,
    apiKeyId: String(key?.id),
    achievementId,
    ask,
    complete: async (body) => {
      const answer = await ask("POST", "/completions", { achievement: achievementId, ...body });
      if (answer.status !== 201) throw new Error(`Not recorded: ${answer.text}`);
      return answer.body as unknown as CompletionAnswer;
    },
  };
}
