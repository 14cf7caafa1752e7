import type { RequestHandler } from "express";
import { Problem } from "../core/problem/problem.ts";
import { printable } from "../core/text/printable.ts";
import { type FormPart, readFormParts } from "./form-parts.ts";
import { essenceOf } from "./media-type.ts";
import { readBody } from "./read-body.ts";

/** A form with a file, as a page sends it without a script. */
export interface Upload {
  fields: Map<string, string>;
  /** Absent when no file was chosen. */
  file?: UploadedFile;
  /** Those of the field for several files. */
  files: UploadedFile[];
}

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

interface UploadOptions {
  /** Of the whole request: it is held in memory. */
  maxBytes: number;
  /** The names of the text fields there may be; each at most once. */
  fields: string[];
  /** The name of the one file field. */
  file: string;
  /** A field for several files, and how many there may be. */
  files?: { name: string; maximum: number };
}

const boundaryPattern = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))\s*(?:;|$)/i;
const maximumNameCharacters = 255;

/**
 * Reads a form with files (`multipart/form-data`, RFC 7578) into `request.body`, an {@link Upload}. What a field holds is
 * UTF-8; a file's bytes and its name are whatever the client says.
 *
 * Throws `UNSUPPORTED_MEDIA_TYPE`, `CONTENT_TOO_LARGE`, and `INVALID_REQUEST` for what is not such a form or has unexpected fields.
 */
export function readUpload(options: UploadOptions): RequestHandler {
  return async (request, _response, next) => {
    const contentType = request.get("content-type");
    const [, quoted, plain] = boundaryPattern.exec(contentType ?? "") ?? [];
    const boundary = quoted ?? plain;
    if (essenceOf(contentType) !== "multipart/form-data" || boundary === undefined) {
      throw new Problem("UNSUPPORTED_MEDIA_TYPE", "Send a form with a file (multipart/form-data).");
    }
    const body = await readBody(request, options.maxBytes);
    const maximum = options.fields.length + 1 + (options.files?.maximum ?? 0);
    request.body = uploadFrom(readFormParts(body, { boundary, maximum }), options);
    next();
  };
}

function uploadFrom(parts: FormPart[], { fields, file, files }: UploadOptions): Upload {
  const upload: Upload = { fields: new Map(), files: [] };
  for (const part of parts) {
    if (part.name === file && part.fileName !== undefined && upload.file === undefined) {
      upload.file = { name: fileName(part.fileName), bytes: part.bytes };
    } else if (part.name === files?.name && part.fileName !== undefined) {
      upload.files.push({ name: fileName(part.fileName), bytes: part.bytes });
    } else if (fields.includes(part.name) && part.fileName === undefined && !upload.fields.has(part.name)) {
      upload.fields.set(part.name, textOf(part.bytes));
    } else {
      throw new Problem("INVALID_REQUEST", "The form has a field that is not expected here.");
    }
  }
  // A browser sends an empty file without a name for a chooser that was left alone.
  if (upload.file && isNothing(upload.file)) delete upload.file;
  upload.files = upload.files.filter((uploaded) => !isNothing(uploaded));
  if (files && upload.files.length > files.maximum)
    throw new Problem("INVALID_REQUEST", `The form has more than ${files.maximum} files.`);
  return upload;
}

function isNothing({ name, bytes }: UploadedFile): boolean {
  return name === "" && bytes.byteLength === 0;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem("INVALID_REQUEST", "A field of the form is not UTF-8.");
  }
}

/** A name to show: without the folders that some clients put before it. */
function fileName(text: string): string {
  const name = text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1);
  return printable(name).replace(/\s+/g, " ").slice(0, maximumNameCharacters);
}
