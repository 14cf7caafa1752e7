import type { RequestHandler } from "express";
import { badgeLimits } from "../../core/badge/limits.ts";
import { essenceOf } from "../../web/media-type.ts";
import { readForm } from "../../web/read-form.ts";
import { readUpload, type Upload, type UploadedFile } from "../../web/read-upload.ts";
import { maxEvidenceBytes, maxEvidenceFiles, maxPresentationBytes } from "../documents/document-limits.ts";

const fields = ["document", "challenge", "domain"];
/** The field may be as large as a presentation and the file as large as a picture, to be told in words what is too large. */
const upload = readUpload({
  maxBytes: maxPresentationBytes + badgeLimits.pngBytes + maxEvidenceBytes + 16_384,
  fields,
  file: "file",
  files: { name: "evidence", maximum: maxEvidenceFiles },
});
/** A plain form encodes each quote and brace of a document as three characters. */
const form = readForm(3 * maxPresentationBytes + 4096);

/** What the front page's form holds. */
export interface Submission {
  document: string;
  challenge: string;
  domain: string;
  file?: Uint8Array;
  /** Files that came along: perhaps the evidence that was signed. */
  evidence: UploadedFile[];
}

/** Reads the front page's form into `request.body`: with a file (multipart/form-data), or plain. */
export const readSubmission: RequestHandler = (request, response, next) => {
  const isMultipart = essenceOf(request.get("content-type")) === "multipart/form-data";
  return (isMultipart ? upload : form)(request, response, next);
};

/** The form of a request that {@link readSubmission} has read. */
export function submissionOf(body: Upload | URLSearchParams): Submission {
  const values = body instanceof URLSearchParams ? body : body.fields;
  const field = (name: string) => values.get(name) ?? "";
  const file = body instanceof URLSearchParams ? undefined : body.file?.bytes;
  return {
    document: field("document"),
    challenge: field("challenge").trim(),
    domain: field("domain").trim(),
    ...(file !== undefined && { file }),
    evidence: body instanceof URLSearchParams ? [] : body.files,
  };
}
