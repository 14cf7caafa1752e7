import { achievementContent, openWorkplace, type Workplace } from "./completions.ts";
import { type IssuerAnswer, type RunningIssuer, runIssuer } from "./running-issuer.ts";

/** What a browser asks for. */
export const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

/** A running issuer, and the employer "acme" who describes achievements. */
export interface AchievementDesk {
  issuer: RunningIssuer;
  acme: Workplace;
  create(changes?: object): Promise<{ id: string; version: number }>;
  /** Asks below `/issuers/acme` what anybody may ask. */
  look(path: string, headers?: Record<string, string>): Promise<IssuerAnswer>;
}

export async function openAchievementDesk(): Promise<AchievementDesk> {
  const issuer = await runIssuer();
  const acme = await openWorkplace(issuer, "acme");
  return {
    issuer,
    acme,
    create: async (changes = {}) =>
      (await acme.ask("POST", "/achievements", achievementContent(changes))).body as {
        id: string;
        version: number;
      },
    look: (path, headers = {}) => issuer.call("GET", `/issuers/acme${path}`, { headers }),
  };
}
