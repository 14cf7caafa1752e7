import type { Express } from "express";
import { Problem } from "../../core/problem/problem.ts";
import type { Verification } from "../../core/verification/verdict.ts";
import { sendPage } from "../../web/page.tsx";
import { readForm } from "../../web/read-form.ts";
import { maxPresentationBytes } from "../document-limits.ts";
import { HomePage } from "../pages/home-page.tsx";
import { VerdictPage } from "../pages/verdict-page.tsx";
import { parsePasted } from "../pasted-document.ts";
import type { Verifier } from "../verifier.ts";

/** A form encodes each quote and brace of a document as three characters. */
const maxFormBytes = 3 * maxPresentationBytes + 4096;
const site = "Stint Verifier";

/** The pages: a form that works without a script, and the verdict. */
export function addPageRoutes(app: Express, options: { verifier: Verifier; domain: () => string }): void {
  const { verifier, domain } = options;

  app.get("/", (_request, response) => {
    sendPage(response, <HomePage site={site} domain={domain()} />);
  });

  app.post("/challenge", readForm(maxFormBytes), (request, response) => {
    const { challenge } = verifier.createChallenge();
    const fields = { ...fieldsOf(request.body), challenge, domain: domain() };
    sendPage(response, <HomePage site={site} domain={domain()} fields={fields} fresh />);
  });

  app.post("/verify", readForm(maxFormBytes), async (request, response) => {
    const fields = fieldsOf(request.body);
    try {
      const verification = await verifyPasted(verifier, fields);
      response.status(verification.verified ? 200 : 422);
      sendPage(response, <VerdictPage site={site} verification={verification} />);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      response.status(error.status);
      const page = <HomePage site={site} domain={domain()} fields={fields} trouble={error.message} />;
      sendPage(response, page);
    }
  });
}

interface Fields {
  document: string;
  challenge: string;
  domain: string;
}

function fieldsOf(form: URLSearchParams): Fields {
  const field = (name: string) => form.get(name) ?? "";
  return {
    document: field("document"),
    challenge: field("challenge").trim(),
    domain: field("domain").trim(),
  };
}

async function verifyPasted(verifier: Verifier, fields: Fields): Promise<Verification> {
  const { kind, document, sizeBytes } = parsePasted(fields.document);
  if (kind === "credential") return verifier.verifyCredential({ document, sizeBytes, checks: "all" });
  const expectedChallenge = fields.challenge || undefined;
  return verifier.verifyPresentation({
    document,
    sizeBytes,
    checks: "all",
    expectedChallenge,
    // Without a challenge the domain of the form says nothing: it stands there before anybody typed it.
    expectedDomain: expectedChallenge && (fields.domain || undefined),
  });
}
