import { parseDateTimeStamp } from "../credential/date-time.ts";
import { type ExpandedNode, isNode } from "../credential/json-ld/json-ld.ts";
import { type OpenedCredential, openCredential } from "../credential/open-credential.ts";
import { parseProofs } from "../credential/proof/proof-options.ts";
import { verifyProofs } from "../credential/proof/verify-proofs.ts";
import { identity, values } from "../credential/statement.ts";
import { checkValidity } from "../credential/validity.ts";
import { iris } from "../credential/vocabulary.ts";
import type { ResolveDid } from "../did/did-document.ts";
import type { FetchDocument } from "../fetch-document.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import { decodeBitstring } from "./bitstring.ts";
import type { StatusListMemory } from "./status-list-memory.ts";

export interface StatusListContext {
  now: Date;
  resolveDid: ResolveDid;
  fetchDocument: FetchDocument;
  statusListMemory: StatusListMemory;
}

/** A status list that may be believed. */
export interface VerifiedStatusList {
  purposes: string[];
  bitstring: Uint8Array;
  /** Since the epoch: from when on it speaks, or when it was signed. */
  madeAtMilliseconds: number;
}

const accept = "application/vc, application/ld+json;q=0.9, application/json;q=0.8";
const maximumBytes = 1024 * 1024;

/**
 * Fetches a status list credential and verifies it like any credential: its own id, types, issuer,
 * proof and validity. A list older than one already seen is not believed.
 *
 * @param request.expectedIssuer - The issuer of the credential whose status is asked.
 * @throws {Problem} `STATUS_RETRIEVAL_ERROR` when it cannot be had, `STATUS_VERIFICATION_ERROR` when it
 * cannot be believed.
 * @see {@link https://www.w3.org/TR/vc-bitstring-status-list/#validate-algorithm}
 */
export async function loadStatusList(
  request: { url: string; expectedIssuer: string },
  context: StatusListContext,
): Promise<VerifiedStatusList> {
  const body = await fetchList(request.url, context.fetchDocument);
  try {
    return await verifyList(body, request, context);
  } catch (error) {
    const { code, message } = asProblem(error);
    if (code === "STATUS_VERIFICATION_ERROR" || code === "STATUS_RETRIEVAL_ERROR") throw error;
    throw new Problem("STATUS_VERIFICATION_ERROR", `The status list is not believed: ${message}`, {
      cause: error,
    });
  }
}

async function fetchList(url: string, fetchDocument: FetchDocument): Promise<Uint8Array> {
  try {
    const { status, body } = await fetchDocument(url, { accept, maxBytes: maximumBytes });
    if (status !== 200) throw new Problem("STATUS_RETRIEVAL_ERROR", `The status list answers HTTP ${status}`);
    return body;
  } catch (error) {
    const problem = asProblem(error);
    throw new Problem("STATUS_RETRIEVAL_ERROR", problem.message, { cause: problem });
  }
}

async function verifyList(
  body: Uint8Array,
  { url, expectedIssuer }: { url: string; expectedIssuer: string },
  { now, resolveDid, statusListMemory }: StatusListContext,
): Promise<VerifiedStatusList> {
  const list = await openCredential(parseStrictJson(body, { maxBytes: maximumBytes }), "all");
  const { statement } = list;
  if (statement.id !== url) throw unbelievable("its id is not its address");
  if (!statement.types.includes(iris.BitstringStatusListCredential))
    throw unbelievable("it is not a status list");
  if (statement.issuer !== expectedIssuer) throw unbelievable("it is by another issuer");
  const proofs = parseProofs(list.document);
  const unsecured = { document: list.unsecured, expanded: statement.expanded };
  const request = { expectedPurpose: "assertionMethod", now, expectedController: expectedIssuer } as const;
  const { problem } = await verifyProofs({ unsecured, proofs }, request, resolveDid);
  if (problem !== undefined) throw problem;
  checkValidity(statement, now);
  const subject = readSubject(onlySubject(list));
  const madeAtMilliseconds = parseDateTimeStamp(statement.notBefore[0]) ?? proofs[0]?.created ?? 0;
  if (!statusListMemory.accept(url, madeAtMilliseconds)) throw unbelievable("a newer one was seen before");
  return { ...subject, madeAtMilliseconds };
}

function onlySubject({ statement }: OpenedCredential): ExpandedNode {
  const subjects = values(statement.expanded[iris.credentialSubject]).filter(isNode);
  const [subject] = subjects;
  if (subject === undefined || subjects.length > 1) {
    throw unbelievable("its subject is not one status list");
  }
  return subject;
}

function readSubject(subject: ExpandedNode): Omit<VerifiedStatusList, "madeAtMilliseconds"> {
  const purposes = values(subject[iris.statusPurpose])
    .map(identity)
    .filter((purpose) => purpose !== undefined);
  const [encodedList, second] = values(subject[iris.encodedList]).map(identity);
  if (encodedList === undefined || second !== undefined) throw unbelievable("it has no encoded list");
  return { purposes, bitstring: decodeBitstring(encodedList) };
}

function unbelievable(reason: string): Problem {
  return new Problem("STATUS_VERIFICATION_ERROR", `The status list is not believed: ${reason}`);
}
