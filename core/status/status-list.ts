import { contextUrls } from "../credential/vocabulary.ts";
import { formatDateTimeStamp } from "../date-time.ts";
import type { JsonObject } from "../json/json-value.ts";
import { encodeBitstring } from "./bitstring.ts";

/** Makes the `credentialStatus` that points a credential at its entry of a status list. */
export function createStatusEntry(options: {
  statusListCredential: string;
  statusListIndex: number;
  statusPurpose: string;
}): JsonObject {
  return {
    id: `${options.statusListCredential}#${options.statusListIndex}`,
    type: "BitstringStatusListEntry",
    statusPurpose: options.statusPurpose,
    statusListIndex: String(options.statusListIndex),
    statusListCredential: options.statusListCredential,
  };
}

/**
 * Makes the unsigned credential that publishes a status list.
 *
 * @param options.ttlMilliseconds - How long others may go on using a copy.
 * @see {@link https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistcredential}
 */
export function createStatusListCredential(options: {
  id: string;
  issuer: string;
  statusPurpose: string;
  bitstring: Uint8Array;
  validFrom: Date;
  validUntil: Date;
  ttlMilliseconds: number;
}): JsonObject {
  return {
    "@context": [contextUrls.credentialsV2],
    id: options.id,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: options.issuer,
    validFrom: formatDateTimeStamp(options.validFrom),
    validUntil: formatDateTimeStamp(options.validUntil),
    credentialSubject: {
      id: `${options.id}#list`,
      type: "BitstringStatusList",
      statusPurpose: options.statusPurpose,
      encodedList: encodeBitstring(options.bitstring),
      ttl: options.ttlMilliseconds,
    },
  };
}
