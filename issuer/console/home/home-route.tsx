import type { Router } from "express";
import { shows } from "../page-handlers.ts";
import type { Admit } from "../visit.ts";
import { HomePage } from "./home-page.tsx";

/** The start of the console. */
export function addHomeRoute(router: Router, admit: Admit): void {
  router.get(
    "/",
    admit("read-credentials"),
    shows((visit) => <HomePage visit={visit} />),
  );
}
