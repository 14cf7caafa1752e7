import type { BoundedEffort } from "../bounded-effort.ts";
import {
  entryVocabulary,
  iris,
  statusList2021Vocabulary,
  statusVocabulary,
} from "../credential/vocabulary.ts";
import { decodeBitstring, decodeStatusList2021 } from "./bitstring.ts";

/** One of the standards for status lists of bits: they share their algorithm and the names of their members, not the IRIs. */
export interface ListKind {
  /** The type (IRI) of the credential that holds a list. */
  listType: string;
  /** What the members of entries and lists belong to. */
  vocabulary: string;
  /** What a list of this kind may be for. */
  purposes: readonly string[];
  /** Expands its `encodedList`; throws `STATUS_VERIFICATION_ERROR`. */
  decode(encodedList: string, effort?: BoundedEffort): Uint8Array;
}

/** @see {@link https://www.w3.org/TR/vc-bitstring-status-list/} */
const bitstringStatusList: ListKind = {
  listType: iris.BitstringStatusListCredential,
  vocabulary: statusVocabulary,
  purposes: ["revocation", "suspension", "refresh", "message"],
  decode: decodeBitstring,
};

/** @see {@link https://www.w3.org/community/reports/credentials/CG-FINAL-vc-status-list-2021-20230102/} */
const statusList2021: ListKind = {
  listType: iris.StatusList2021Credential,
  vocabulary: statusList2021Vocabulary,
  purposes: ["revocation", "suspension"],
  decode: decodeStatusList2021,
};

/** The kind of list that an entry of these types points into; `undefined` when it is none of these. */
export function listKindOf(entryTypes: readonly string[]): ListKind | undefined {
  const vocabulary = entryVocabulary(entryTypes);
  return [bitstringStatusList, statusList2021].find((kind) => kind.vocabulary === vocabulary);
}
