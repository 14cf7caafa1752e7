import { createReadStream } from "node:fs";
import type { PictureKind } from "../../core/badge/baked-picture.ts";
import { badgeLimits } from "../../core/badge/limits.ts";
import { envelopedJwt } from "../../core/credential/jwt/enveloped.ts";
import { textOfFile } from "../../core/file/text-of-file.ts";
import {
  jwsPayload,
  looksLikeCompactJws,
  looksLikeSdJwt,
  parseCompactJws,
} from "../../core/jose/compact-jws.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json/json-value.ts";
import { parseStrictJson } from "../../core/json/parse-strict-json.ts";
import { Problem } from "../../core/problem/problem.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { Session } from "../session.ts";
import { readBounded } from "../terminal/read-bounded.ts";

/** The bounds of security rule 4: a presentation may be larger, because it holds several credentials. */
const maxBytes = { credential: 256 * 1024, presentation: 1024 * 1024 };

const accept =
  "application/vc, application/vp, application/ld+json, application/json, application/vc+jwt, application/vp+jwt, application/jwt, image/png, image/svg+xml";

const presentationTypes = ["VerifiablePresentation", "EnvelopedVerifiablePresentation"];

/** A document that nobody has verified yet. */
export type Document = {
  readonly kind: keyof typeof maxBytes;
  /** With proofs in it, or as a compact JWT. */
  readonly content: JsonObject | string;
  /** The picture that it was baked into. */
  readonly picture?: PictureKind;
};

/**
 * Reads one credential or presentation from a file, from an address, or (`-`) from standard input. The answer of a
 * VC-API service, `{"verifiableCredential": {...}}`, is taken for the credential in it; a compact JWT is one or the other; of a badge
 * (PNG, SVG) the credential in it is read.
 *
 * @throws {@link Problem} `PARSING_ERROR`, `CONTENT_TOO_LARGE`, `NOT_FOUND`, `FETCH_REFUSED`, `FETCH_FAILED`, and what {@link textOfFile} throws.
 */
export async function readDocument(source: string, session: Session): Promise<Document> {
  const { text, picture } = textOfFile(await readSource(source, session));
  const document = readJwt(text) ?? unwrap(parseStrictJson(text, { maxBytes: maxBytes.presentation }));
  if (Buffer.byteLength(text) > maxBytes[document.kind]) throw new Problem("CONTENT_TOO_LARGE");
  if (picture === undefined) return document;
  if (document.kind === "credential") return { ...document, picture };
  // Open Badges 3.0, 5.
  throw new Problem("INVALID_REQUEST", "A badge holds a credential; this picture holds a presentation.");
}

function readJwt(text: string): Document | undefined {
  if (looksLikeSdJwt(text)) throw new Problem("UNSUPPORTED", "This is an SD-JWT, which is not read here.");
  if (!looksLikeCompactJws(text)) return undefined;
  const { vp, type } = jwsPayload(parseCompactJws(text, { maxBytes: maxBytes.presentation }));
  const isPresentation = vp !== undefined || [type].flat().includes("VerifiablePresentation");
  return { kind: isPresentation ? "presentation" : "credential", content: text };
}

function unwrap(value: JsonValue): Document {
  if (typeof value === "string") {
    const document = readJwt(value);
    if (document !== undefined) return document;
  }
  if (!isJsonObject(value)) throw new Problem("PARSING_ERROR", "The input is no JSON object.");
  const [member, ...others] = Object.keys(value);
  const inner = value[member ?? ""];
  if (others.length === 0 && isSecured(inner)) {
    if (member === "verifiableCredential") return { kind: "credential", content: withoutEnvelope(inner) };
    if (member === "verifiablePresentation") return { kind: "presentation", content: inner };
  }
  const isPresentation = presentationTypes.some((type) => [value.type].flat().includes(type));
  return isPresentation
    ? { kind: "presentation", content: value }
    : { kind: "credential", content: withoutEnvelope(value) };
}

/** The wallet keeps the JWT itself, not the envelope that VCDM 2.0 (4.13.1) puts it in. */
function withoutEnvelope(credential: JsonObject | string): JsonObject | string {
  return typeof credential === "string" ? credential : (envelopedJwt(credential, "credential") ?? credential);
}

function isSecured(value: JsonValue | undefined): value is JsonObject | string {
  return isJsonObject(value) || (typeof value === "string" && looksLikeCompactJws(value));
}

async function readSource(source: string, session: Session): Promise<Uint8Array> {
  if (source === "-") return session.terminal.readInput(badgeLimits.pngBytes);
  if (/^https?:\/\//iu.test(source)) return fetchSource(source, session);
  return readFileBounded(source, badgeLimits.pngBytes);
}

async function fetchSource(url: string, session: Session): Promise<Uint8Array> {
  const { allowLoopback } = session.settings;
  const fetchDocument = await session.environment.createFetcher({ allowLoopback });
  const { status, body } = await fetchDocument(url, { accept, maxBytes: maxBytes.presentation });
  if (status !== 200) throw new Problem("FETCH_FAILED", `The address answered with HTTP status ${status}.`);
  return body;
}

/**
 * Reads a file of at most `limit` bytes (and one more, to tell that it is too long).
 *
 * @throws {@link Problem} `NOT_FOUND` when it cannot be read.
 */
export async function readFileBounded(path: string, limit: number): Promise<Uint8Array> {
  try {
    return await readBounded(createReadStream(path), limit);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const words =
      code === "ENOENT" ? "There is no such file." : `The file cannot be read (${code ?? "unknown"}).`;
    throw new GuidedProblem("NOT_FOUND", words, "Check the path.", { cause: error });
  }
}
