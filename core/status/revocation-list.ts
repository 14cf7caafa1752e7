import type { StatusEntryStatement } from "../credential/statement.ts";
import type { FetchDocument } from "../fetch-document.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { parseStrictJson } from "../json/parse-strict-json.ts";
import { Problem } from "../problem/problem.ts";
import { asProblem } from "../problem/undecided.ts";
import { fetchList, maximumListBytes } from "./fetch-list.ts";
import type { StatusAnswer } from "./status-answer.ts";

/** The name in the data model, and the one in the prose of the same standard: both are published. */
const listMembers = ["revokedCredential", "revokedCredentials"] as const;
const maximumEntries = 20_000;
const maximumReasonLength = 200;

/**
 * Asks a `1EdTechRevocationList`: a plain JSON document at the address that is the entry's `id`, and so the issuer's signed word.
 *
 * The list itself is not signed. That it holds the credential is believed as it stands. That it does not is believed only of a
 * list that is understood as a whole and names itself and this issuer, and then it is told on whose word:
 * docs/decisions/0013-unsigned-revocation-lists.md.
 *
 * @throws {Problem} `STATUS_RETRIEVAL_ERROR` when no list is to be had that says anything; `STATUS_VERIFICATION_ERROR` when the
 * credential cannot stand on any list.
 * @see {@link https://www.imsglobal.org/spec/vcrl/v1p0/}
 */
export async function askRevocationList(
  entry: Pick<StatusEntryStatement, "id">,
  credential: { id: string | undefined; issuer: string | undefined },
  fetchDocument: FetchDocument,
): Promise<StatusAnswer> {
  // RFC 3986, 3.5: what stands behind "#" is about a part of the list, not about where the list lies.
  const [url = ""] = (entry.id ?? "").split("#");
  if (!/^https?:\/\//.test(url)) throw unverifiable("The id of the revocation list is not a web address");
  if (credential.id === undefined) throw unverifiable("A credential without an id is on no revocation list");
  const list = parseList(await fetchList(url, "application/json", fetchDocument));
  const entries = entriesOf(list);
  const revoked = entries.filter(isJsonObject).find((listed) => saysRevoked(listed, credential.id));
  if (revoked !== undefined) return { problem: new Problem("REVOKED"), ...reasonOf(revoked) };
  if (!entries.every(isUnderstood)) throw unusable("it holds an entry that is not understood");
  if (list.id !== url && list.id !== entry.id) throw unusable("its id is not its address");
  if (list.issuer !== credential.issuer) throw unusable("it is not by the issuer of the credential");
  return { note: "The revocation list is not signed; the web server that its issuer names was believed" };
}

function parseList(body: Uint8Array): JsonObject {
  const limits = { maxBytes: maximumListBytes, nodes: 5 * maximumEntries, arrayItems: maximumEntries };
  let list: JsonValue;
  try {
    list = parseStrictJson(body, limits);
  } catch (error) {
    throw unusable("it cannot be read", asProblem(error));
  }
  if (!isJsonObject(list)) throw unusable("it is not an object");
  return list;
}

function entriesOf(list: JsonObject): JsonValue[] {
  const entries = listMembers.flatMap((member) => (list[member] === undefined ? [] : [list[member]]));
  // A list under a name of its own would be taken for an empty one.
  if (entries.length === 0) throw unusable("it has no list of credentials");
  if (!entries.every(Array.isArray)) throw unusable("its list of credentials is none");
  return entries.flat();
}

/** Left out, `revoked` means `true`. */
function saysRevoked({ id, revoked }: JsonObject, credentialId: string | undefined): boolean {
  return id === credentialId && (revoked === undefined || revoked === true);
}

function isUnderstood(entry: JsonValue): boolean {
  if (!isJsonObject(entry) || typeof entry.id !== "string") return false;
  return entry.revoked === undefined || typeof entry.revoked === "boolean";
}

function reasonOf({ revocationReason: reason }: JsonObject): Pick<StatusAnswer, "note"> {
  if (typeof reason !== "string" || reason === "") return {};
  return { note: `The reason on its issuer's list: ${reason.slice(0, maximumReasonLength)}` };
}

function unusable(reason: string, cause?: unknown): Problem {
  return new Problem("STATUS_RETRIEVAL_ERROR", `The revocation list says nothing: ${reason}`, { cause });
}

function unverifiable(detail: string): Problem {
  return new Problem("STATUS_VERIFICATION_ERROR", detail);
}
