import type { Router } from "express";
import { listAchievements } from "../../completions/achievements.ts";
import { shows } from "../page-handlers.ts";
import type { Admit } from "../visit.ts";
import { HomePage } from "./home-page.tsx";
import { needsAttention } from "./needs-attention.ts";

/** The start of the console. */
export function addHomeRoute(router: Router, admit: Admit): void {
  router.get(
    "/",
    admit("read-credentials"),
    shows(async (visit) => {
      const { items } = await listAchievements(visit.context, visit.slug, { limit: 1 });
      return <HomePage visit={visit} attention={await needsAttention(visit)} isBegun={items.length > 0} />;
    }),
  );
}
