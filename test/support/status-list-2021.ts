import { gzipSync } from "node:zlib";
import { signCredential } from "../../core/credential/proof/sign.ts";
import { contextUrls } from "../../core/credential/vocabulary.ts";
import type { JsonObject } from "../../core/json/json-value.ts";
import { createBitstring, writeStatus } from "../../core/status/bitstring.ts";
import type { Check } from "../../core/verification/verdict.ts";
import { statusOf } from "./status-of.ts";
import { employer, listUrl, type Person, unsigned } from "./world.ts";

const statusList2021Context = "https://w3id.org/vc/status-list/2021/v1";

/** The `credentialStatus` that points at an entry of a Status List 2021. */
export function entry2021(statusListIndex: number | string, statusPurpose = "revocation"): JsonObject {
  return {
    id: `${listUrl}#${statusListIndex}`,
    type: "StatusList2021Entry",
    statusPurpose,
    statusListIndex: String(statusListIndex),
    statusListCredential: listUrl,
  };
}

/** An unsigned Status List 2021, as its issuers of VCDM 1.1 times write it. */
export function unsignedList2021(
  set: number[],
  changes: { list?: JsonObject; subject?: JsonObject } = {},
): JsonObject {
  return {
    "@context": [contextUrls.credentialsV1, statusList2021Context],
    id: listUrl,
    type: ["VerifiableCredential", "StatusList2021Credential"],
    issuer: employer.did,
    issuanceDate: "2026-11-22T00:00:00Z",
    credentialSubject: {
      id: `${listUrl}#list`,
      type: "StatusList2021",
      statusPurpose: "revocation",
      encodedList: encoded2021(set),
      ...changes.subject,
    },
    ...changes.list,
  };
}

/** The same, signed. */
export function statusList2021(
  set: number[],
  changes: { list?: JsonObject; subject?: JsonObject; by?: Person } = {},
): Promise<JsonObject> {
  const { by = employer } = changes;
  const created = new Date("2026-11-22T00:00:00Z");
  return signCredential(unsignedList2021(set, changes), { signer: by.signer, created });
}

/** An `encodedList` in which the given indexes are set: GZIP, then the given encoding and no prefix. */
export function encoded2021(set: number[], encoding: "base64" | "base64url" = "base64url"): string {
  const bitstring = createBitstring();
  for (const index of set) writeStatus(bitstring, index, true);
  return Buffer.from(gzipSync(bitstring)).toString(encoding);
}

/** The status check of a credential with this entry, when the list is as given. */
export function statusOf2021(
  entry: JsonObject | JsonObject[],
  list?: JsonObject | string,
  context = {},
): Promise<Check> {
  const contexts = unsigned()["@context"] as string[];
  return statusOf(entry, list, context, { "@context": [...contexts, statusList2021Context] });
}
