import type { Express } from "express";
import type { FetchDocument } from "../../core/fetch-document.ts";
import { Problem } from "../../core/problem/problem.ts";
import { validateEvidence } from "../../core/verification/evidence/validate-evidence.ts";
import type { Verification } from "../../core/verification/verdict.ts";
import { limitAtOnce } from "../../web/limit-at-once.ts";
import { sendPage } from "../../web/page.tsx";
import { findDocument, hasNoChallenge } from "../documents/given-document.ts";
import { givenFiles } from "../documents/given-files.ts";
import type { PastedDocument } from "../documents/pasted-document.ts";
import { HomePage } from "../pages/home-page.tsx";
import { PictureNote } from "../pages/picture-note.tsx";
import { VerdictPage } from "../pages/verdict-page.tsx";
import type { Verifier } from "../verifier.ts";
import { readSubmission, type Submission, submissionOf } from "./read-submission.ts";

interface PageOptions {
  verifier: Verifier;
  fetchDocument: FetchDocument;
  publicUrl: () => string;
  domain: () => string;
}

/** What comes with files is held in memory. */
const fewAtOnce = limitAtOnce({ maximum: 8 });

/** The front page: a form that works without a script, and the verdict. */
export function addPageRoutes(app: Express, options: PageOptions): void {
  const { verifier, fetchDocument, publicUrl, domain } = options;

  app.get("/", (_request, response) => {
    sendPage(response, <HomePage domain={domain()} />);
  });

  app.post("/challenge", fewAtOnce, readSubmission, (request, response) => {
    const { challenge } = verifier.createChallenge();
    const { document } = submissionOf(request.body);
    sendPage(
      response,
      <HomePage domain={domain()} fields={{ document, challenge, domain: domain() }} fresh />,
    );
  });

  app.post("/verify", fewAtOnce, readSubmission, async (request, response) => {
    const { file, evidence, ...fields } = submissionOf(request.body);
    try {
      const given = { text: fields.document, ...(file !== undefined && { file }) };
      const found = await findDocument(given, { fetchDocument, publicUrl: publicUrl() });
      if (found.kind === "share") {
        response.redirect(303, found.path);
        return;
      }
      const verdict = await verify(verifier, found, fields);
      const verification =
        evidence.length === 0 ? verdict : validateEvidence(verdict, await givenFiles(evidence));
      response.status(verification.verified ? 200 : 422);
      sendPage(
        response,
        <VerdictPage verification={verification}>{found.picture && <PictureNote />}</VerdictPage>,
      );
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      response.status(error.status);
      sendPage(response, <HomePage domain={domain()} fields={fields} trouble={error.message} />);
    }
  });
}

async function verify(
  verifier: Verifier,
  { kind, document, sizeBytes }: PastedDocument,
  fields: Pick<Submission, "challenge" | "domain">,
): Promise<Verification> {
  if (kind === "credential") return verifier.verifyCredential({ document, sizeBytes, checks: "all" });
  const expectedChallenge = fields.challenge || undefined;
  const isLeft = expectedChallenge === undefined && hasNoChallenge(document);
  // Of a presentation made for some challenge the domain of the form says nothing: it stands there before anybody typed it.
  const expectedDomain = expectedChallenge !== undefined || isLeft ? fields.domain || undefined : undefined;
  return verifier.verifyPresentation({
    document,
    sizeBytes,
    checks: "all",
    expectedChallenge,
    expectedDomain,
    acceptShare: isLeft,
  });
}
