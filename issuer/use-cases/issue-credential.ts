import { checkConformance } from "../../core/credential/conformance.ts";
import { isDisclosureSuite } from "../../core/credential/disclosure/disclosure-suites.ts";
import { isVersion1 } from "../../core/credential/jwt/claim-values.ts";
import { assertSaysOneThing } from "../../core/credential/says-one-thing.ts";
import { isJsonObject, type JsonObject } from "../../core/json/json-value.ts";
import { assertProfile } from "../../core/open-badges/profile.ts";
import { Problem } from "../../core/problem/problem.ts";
import { createStatusEntry } from "../../core/status/status-list.ts";
import { assertKeyInForce } from "../completions/key-in-force.ts";
import {
  chooseSigning,
  type SigningChoice,
  type SigningWish,
  wantsDisclosure,
} from "../signing-keys/choose-signing.ts";
import { signingKeysOf } from "../signing-keys/key-id.ts";
import type { Transaction } from "../store/issuer-store.ts";
import { keyOf } from "../store/record-keys.ts";
import type {
  CredentialRecord,
  IssuanceSecuring,
  IssuerRecord,
  StatusPlace,
  StatusPurpose,
  StoredCredential,
} from "../store/records.ts";
import { nextNumber, recordAudit } from "./audit.ts";
import type { IssuerContext } from "./context.ts";
import { finishIssuance, type Unfinished } from "./finish-issuance.ts";
import { type Idempotency, recalledRecord } from "./idempotency.ts";
import { recordName } from "./record-name.ts";
import type { IssuedCredential } from "./sign-record.ts";
import { takeStatusPlace } from "./status-index.ts";
import { tenant } from "./tenants.ts";

/** What is to be issued, and by whose key. */
export interface IssueRequest {
  slug: string;
  apiKeyId: string;
  /** Another API key whose approval it took: what it is revoked for, this is revoked for too. */
  approvedBy?: string | undefined;
  credential: JsonObject;
  /** The purposes asked for; undefined leaves it to the service: revocation for VCDM 2.0 without a status. */
  statusPurposes?: StatusPurpose[] | undefined;
  previousProof?: string | string[] | undefined;
  /** Issue again under an id that has been issued: the earlier credential is superseded and revoked. */
  reissue?: boolean | undefined;
  /** Embedded when absent. A JWT has no place for `previousProof`, which must then be absent too. */
  securing?: IssuanceSecuring | undefined;
  /** The usual key and cryptosuite of the tenant when absent. */
  signing?: SigningWish | undefined;
  idempotency?: Idempotency | undefined;
  /** What leads to it is recorded already, so that it is not refused for want of room. */
  isPlanned?: boolean;
  /** "none": a badge is issued as it is, conforming to Open Badges or not. Left out, it must conform. */
  profileChecks?: "none" | undefined;
}

const credentialsV2 = "https://www.w3.org/ns/credentials/v2";

/**
 * Issues a credential by security rule 8: one commit records the intent (idempotency key, status index, the
 * exact unsigned credential), then it is signed, then the proof is recorded, then it is answered.
 *
 * @throws {@link Problem} `INVALID_REQUEST`, `MALFORMED_VALUE_ERROR`, `RANGE_ERROR` and `PARSING_ERROR` for what
 * cannot be issued, a badge that does not conform to Open Badges among it; `CONFLICT` for an id that has been issued, `IDEMPOTENCY_KEY_REUSED`;
 * `OVERLOADED`, before anything is recorded when it is for want of room.
 * @returns the signed credential; the compact VC-JWT ("jwt") or that in its envelope ("vc+jwt") when that was asked for.
 */
export async function issueCredential(
  context: IssuerContext,
  request: IssueRequest,
): Promise<IssuedCredential> {
  return JSON.parse(await issueAsText(context, request)) as IssuedCredential;
}

/**
 * {@link issueCredential}, as JSON text. Promises are chained and not awaited: a request that waits for the disk, among hundreds of others,
 * then holds on to little, and its documents are gone before the garbage collector has to carry them about.
 */
export function issueAsText(context: IssuerContext, request: IssueRequest): Promise<string> {
  return assertIssuable(context, request).then((issuer) => {
    const { securing = "embedded", signing, isPlanned = false } = request;
    const issue = () =>
      context.store
        .commit((transaction) => recordIntent(transaction, context, request))
        .then(finishing(context));
    // Before it is recorded: what is recorded is signed, however many wait.
    return wantsDisclosure(issuer, { ...signing, securing })
      ? context.signingThreads.room.enter(issue, { isRecorded: isPlanned })
      : issue();
  });
}

/** Not made where the request is seen, which it would keep. */
function finishing(context: IssuerContext): (unfinished: Unfinished) => Promise<string> {
  return (unfinished) => finishIssuance(context, unfinished);
}

async function assertIssuable(context: IssuerContext, request: IssueRequest): Promise<IssuerRecord> {
  const issuer = await tenant(context, request.slug);
  assertOwnIssuer(request.credential, issuer.did);
  assertSecurable(request);
  checkConformance(request.credential);
  await assertSaysOneThing(request.credential);
  return issuer;
}

async function recordIntent(
  transaction: Transaction,
  context: IssuerContext,
  request: IssueRequest,
): Promise<Unfinished> {
  const { slug, apiKeyId, approvedBy, credential, idempotency, securing = "embedded" } = request;
  const recalled = await recalledRecord(transaction, slug, idempotency);
  if (recalled?.number !== undefined) return { slug, number: recalled.number };
  const issuer = await transaction.get(keyOf.issuer(slug));
  if (!issuer) throw new TypeError("A tenant vanished");
  const answerable = new Set([apiKeyId, approvedBy ?? apiKeyId]);
  for (const key of answerable) await assertKeyInForce(transaction, slug, key);

  const choice = chooseSigning(issuer, { ...request.signing, securing });
  if (request.previousProof !== undefined && isDisclosureSuite(choice.cryptosuite))
    throw new Problem("INVALID_REQUEST", "options.previousProof is for a proof over the whole credential.");

  const number = await nextNumber(transaction, slug, "credential");
  await claimId(transaction, request, number);
  const statuses: StatusPlace[] = [];
  for (const purpose of purposesFor(request)) {
    statuses.push(await takeStatusPlace(transaction, context, { slug, purpose }));
  }
  const document = withStatuses(credential, statuses);
  // Whoever issues what its own schema refuses would hear of it from every verifier, and too late.
  if (request.profileChecks !== "none") assertProfile(document);
  const created = context.now().toISOString();
  const record: StoredCredential = {
    number,
    ...(typeof credential.id === "string" && { credentialId: credential.id }),
    created,
    ...recordedChoice(choice),
    apiKeyId,
    statuses,
    ...(request.previousProof !== undefined && { previousProof: request.previousProof }),
    document,
    ...(securing !== "embedded" && { securing }),
  };
  const intent = JSON.stringify(record);
  transaction.putText(keyOf.credential(slug, number), intent);
  transaction.put(keyOf.intent(slug, number), { slug, number });
  for (const key of answerable) transaction.put(keyOf.issuedBy(slug, key, created, number), number);
  for (const key of signingKeysOf(record))
    transaction.put(keyOf.signedWith(slug, key, created, number), number);
  if (idempotency) {
    const { keyHash, requestDigest } = idempotency;
    transaction.put(keyOf.idempotency(slug, keyHash), { requestDigest, at: created, number });
  }
  await recordAudit(
    transaction,
    { slug, at: created },
    { by: apiKeyId, action: "credential.intended", target: recordName(number), credentialNumber: number },
  );
  return { slug, number, intent };
}

function recordedChoice({
  key: { type, version },
  cryptosuite,
  disclosure,
  mandatoryPointers,
}: SigningChoice): Pick<
  CredentialRecord,
  "signingKeyVersion" | "signingKeyType" | "cryptosuite" | "selectiveDisclosure" | "mandatoryPointers"
> {
  return {
    signingKeyVersion: version,
    ...(type !== "Ed25519" && { signingKeyType: type }),
    ...(cryptosuite !== undefined && { cryptosuite }),
    ...(disclosure && {
      selectiveDisclosure: {
        cryptosuite: disclosure.cryptosuite,
        signingKeyVersion: disclosure.key.version,
      },
    }),
    ...(mandatoryPointers && { mandatoryPointers }),
  };
}

/** Two credentials with one issuer and one id are one credential: the second must say that it replaces the first. */
async function claimId(transaction: Transaction, request: IssueRequest, number: number): Promise<void> {
  const { slug, credential } = request;
  const id = typeof credential.id === "string" ? credential.id : recordName(number);
  const pointer = (await transaction.get(keyOf.credentialPointer(slug, id))) ?? {};
  if (pointer.pending !== undefined) {
    throw new Problem("CONFLICT", "A credential with this id is being issued at this moment.");
  }
  if (pointer.current !== undefined && request.reissue !== true) {
    throw new Problem(
      "CONFLICT",
      "A credential with this id has been issued. To replace it, send options.reissue: true; the earlier one is then revoked.",
    );
  }
  transaction.put(keyOf.credentialPointer(slug, id), { ...pointer, pending: number });
}

function assertOwnIssuer({ issuer }: JsonObject, did: string): void {
  if (issuer === undefined)
    throw new Problem("INVALID_REQUEST", "credential.issuer is missing; it is never filled in.");
  const id = isJsonObject(issuer) ? issuer.id : issuer;
  if (id !== did) throw new Problem("INVALID_REQUEST", "credential.issuer is not the DID of this issuer.");
}

function assertSecurable({ securing = "embedded", credential, previousProof }: IssueRequest): void {
  if (securing === "embedded") return;
  if (previousProof !== undefined || credential.proof !== undefined)
    throw new Problem("INVALID_REQUEST", "A credential in a JWT has no other proofs.");
  if (securing === "vc+jwt" && isVersion1(credential))
    throw new Problem("INVALID_REQUEST", "A vc+jwt holds a credential of VCDM 2.0.");
}

function purposesFor({ credential, statusPurposes }: IssueRequest): StatusPurpose[] {
  if (statusPurposes !== undefined) return statusPurposes;
  const context = credential["@context"];
  const first = Array.isArray(context) ? context[0] : context;
  return first === credentialsV2 && credential.credentialStatus === undefined ? ["revocation"] : [];
}

/** Beside a status that came with the credential stand those that were asked for; one entry is not an array. */
function withStatuses(credential: JsonObject, statuses: StatusPlace[]): JsonObject {
  if (statuses.length === 0) return credential;
  const own = credential.credentialStatus ?? [];
  const entries = [
    ...(Array.isArray(own) ? own : [own]),
    ...statuses.map(({ url, index, purpose }) =>
      createStatusEntry({ statusListCredential: url, statusListIndex: index, statusPurpose: purpose }),
    ),
  ];
  const [only, second] = entries;
  return { ...credential, credentialStatus: only !== undefined && second === undefined ? only : entries };
}
