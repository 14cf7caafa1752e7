import type { BoundedEffort } from "../bounded-effort.ts";
import { type ExpandedNode, isNode } from "../credential/json-ld/json-ld.ts";
import { type OpenedCredential, openCredential } from "../credential/open-credential.ts";
import { readSecuring, type Securing } from "../credential/proof/securing.ts";
import { identity, values } from "../credential/statement.ts";
import { checkValidity } from "../credential/validity.ts";
import { iris } from "../credential/vocabulary.ts";
import { parseDateTimeStamp } from "../date-time.ts";
import { looksLikeCompactJws } from "../jose/compact-jws.ts";
import type { JsonValue } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import type { KeyDiscovery } from "../key-discovery/discover-key.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem, isUndecided } from "../problem/undecided.ts";
import { fetchList, maximumListBytes } from "./fetch-list.ts";
import type { ListKind } from "./list-kind.ts";
import type { ListSubject, OpenedLists } from "./opened-lists.ts";
import type { StatusListMemory } from "./status-list-memory.ts";

export interface StatusListContext extends KeyDiscovery {
  now: Date;
  statusListMemory: StatusListMemory;
  /** Lists that this verification has loaded already, by address and issuer: several credentials rest on one list. */
  loadedLists?: Map<string, Promise<VerifiedStatusList>>;
  /** Lists that other verifications have opened. */
  openedLists?: OpenedLists;
  /** Exceeded by a long list that nobody has opened, and by what exceeds it in any credential. */
  effort?: BoundedEffort | undefined;
}

/** Which list is to be had: where, of which kind, and by whom. */
export interface StatusListRequest {
  url: string;
  kind: ListKind;
  /** The issuer of the credential whose status is asked. */
  expectedIssuer: string;
}

/** A status list that may be believed. */
export interface VerifiedStatusList extends ListSubject {
  /** Since the epoch: from when on it speaks, or when it was signed. */
  madeAtMilliseconds: number;
}

/** To read, expand and inflate a list of this size takes about a millisecond. */
const maximumBoundedBytes = 32 * 1024;
const accept = "application/vc, application/vc+jwt, application/ld+json;q=0.9, application/json;q=0.8";

/**
 * Fetches a status list credential, with proofs in it or as a compact JWT, and verifies it like any credential: its own id,
 * types, issuer, signature and validity. A list older than one already seen is not believed.
 *
 * @throws {Problem} `STATUS_RETRIEVAL_ERROR` when it cannot be had, `STATUS_VERIFICATION_ERROR` when it
 * cannot be believed; what leaves that open (`isUndecided`) as it is.
 * @see {@link https://www.w3.org/TR/vc-bitstring-status-list/#validate-algorithm}
 */
export async function loadStatusList(
  request: StatusListRequest,
  context: StatusListContext,
): Promise<VerifiedStatusList> {
  const body = await fetchList(request.url, accept, context.fetchDocument);
  try {
    return await verifyList(body, request, context);
  } catch (error) {
    const problem = asProblem(error);
    const { code, message } = problem;
    if (code === "STATUS_VERIFICATION_ERROR" || code === "STATUS_RETRIEVAL_ERROR") throw error;
    // A list that cannot be judged, for example by its signature, is no word against the credential.
    throw new Problem(
      isUndecided(problem) ? code : "STATUS_VERIFICATION_ERROR",
      `The status list is not believed: ${message}`,
      { cause: error },
    );
  }
}

async function verifyList(
  body: Uint8Array,
  { url, kind, expectedIssuer }: StatusListRequest,
  { now, statusListMemory, openedLists, effort, ...discovery }: StatusListContext,
): Promise<VerifiedStatusList> {
  const known = openedLists?.find(body, kind.listType);
  if (known === undefined && body.length > maximumBoundedBytes) effort?.exceed();
  const list = known?.list ?? (await openCredential(readBody(body), "all", effort));
  const { statement } = list;
  if (statement.id !== url) throw unbelievable("its id is not its address");
  if (!statement.types.includes(kind.listType)) throw unbelievable("it is not a status list of its kind");
  if (statement.issuer !== expectedIssuer) throw unbelievable("it is by another issuer");
  // Its signer is the issuer that it names, so this too follows from its bytes.
  const securing = known?.securing ?? secure(list, expectedIssuer);
  const expectedPurpose = "assertionMethod";
  const request = { expectedPurpose, now, expectedController: expectedIssuer, effort } as const;
  const { problem, held } = await securing.verify(request, discovery);
  if (problem !== undefined) throw problem;
  // Its end or half of its purposes could have been left out on the way.
  if (!held.some(({ coverage }) => coverage.isWhole)) throw unbelievable("parts of it may be withheld");
  checkValidity(statement, now);
  // Its issuer may have revoked it, bits and all: VCDM 2.0, 4.10.
  if (statement.status.length > 0) {
    throw new Problem("UNSUPPORTED", "it has a status of its own, which is not asked here");
  }
  const subject = known?.subject ?? readSubject(onlySubject(list), kind, effort);
  const madeAtMilliseconds = parseDateTimeStamp(statement.notBefore[0]) ?? securing.proofs[0]?.created ?? 0;
  if (!statusListMemory.accept(url, madeAtMilliseconds)) throw unbelievable("a newer one was seen before");
  if (known === undefined) openedLists?.save(body, kind.listType, { list, securing, subject });
  return { ...subject, madeAtMilliseconds };
}

function secure(list: OpenedCredential, signer: string): Securing {
  const unsecured = { document: list.unsecured, expanded: list.statement.expanded, coverages: new Map() };
  return readSecuring({ ...list, unsecured, signer });
}

/** What came is told apart by its shape: servers of files give a JWT whatever media type they please. */
function readBody(body: Uint8Array): JsonValue {
  const text = Buffer.from(body).toString("latin1").trim();
  return looksLikeCompactJws(text) ? text : parseStrictJson(body, { maxBytes: maximumListBytes });
}

function onlySubject({ statement }: OpenedCredential): ExpandedNode {
  const subjects = values(statement.expanded[iris.credentialSubject]).filter(isNode);
  const [subject] = subjects;
  if (subject === undefined || subjects.length > 1) {
    throw unbelievable("its subject is not one status list");
  }
  return subject;
}

function readSubject(
  subject: ExpandedNode,
  { vocabulary, decode }: ListKind,
  effort: BoundedEffort | undefined,
): ListSubject {
  const purposes = values(subject[`${vocabulary}statusPurpose`])
    .map(identity)
    .filter((purpose) => purpose !== undefined);
  const [encodedList, second] = values(subject[`${vocabulary}encodedList`]).map(identity);
  if (encodedList === undefined || second !== undefined) throw unbelievable("it has no encoded list");
  return { purposes, bitstring: decode(encodedList, effort) };
}

function unbelievable(reason: string): Problem {
  return new Problem("STATUS_VERIFICATION_ERROR", `The status list is not believed: ${reason}`);
}
