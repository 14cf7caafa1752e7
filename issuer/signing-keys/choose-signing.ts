import {
  type DisclosureSuiteName,
  isDisclosureSuite,
} from "../../core/credential/disclosure/disclosure-suites.ts";
import type { SigningAlgorithm } from "../../core/jose/sign-jws.ts";
import { type KeyType, keyTypes } from "../../core/keys/public-key.ts";
import { Problem } from "../../core/problem/problem.ts";
import type { IssuanceSecuring, IssuerRecord } from "../store/records.ts";
import type { KeyId } from "./key-id.ts";
import { keyInUse, usualKey } from "./keys-in-use.ts";
import { algorithmOf, type IssuingSuite, keyTypesOf, usualSuiteOf } from "./signatures-of-keys.ts";

/** What whoever issues says about the signature; nothing of it is needed. */
export interface SigningWish {
  /** Of an embedded proof. */
  cryptosuite?: IssuingSuite | undefined;
  /** Of a JWT. */
  alg?: SigningAlgorithm | undefined;
  /** Where several types of keys will do. */
  keyType?: KeyType | undefined;
  /** Of a second proof, from which the holder can show parts. Counts only where there are embedded proofs. */
  selectiveDisclosure?: DisclosureSuiteName | undefined;
  /** JSON Pointers to what no holder may withhold, besides what is usual; where nothing can be withheld they add nothing. */
  mandatoryPointers?: string[] | undefined;
}

/** How a credential is signed: recorded with the intent, so that signing it again is signing it the same way. */
export interface SigningChoice {
  key: KeyId;
  /** Of an embedded proof. */
  cryptosuite?: IssuingSuite;
  disclosure?: { cryptosuite: DisclosureSuiteName; key: KeyId };
  mandatoryPointers?: string[];
}

/**
 * Chooses the keys in use that sign a credential, and the cryptosuites: what is wished for, else the usual one of the tenant.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for wishes that contradict one another, and when the tenant has no key for them: it says
 * how one is made.
 */
export function chooseSigning(
  issuer: IssuerRecord,
  { securing, ...wish }: SigningWish & { securing: IssuanceSecuring },
): SigningChoice {
  const { selectiveDisclosure, mandatoryPointers } = wish;
  const choice = securing === "embedded" ? chooseForProof(issuer, wish) : chooseForJwt(issuer, wish);
  const disclosure = selectiveDisclosure && {
    cryptosuite: selectiveDisclosure,
    key: disclosureKey(issuer, selectiveDisclosure),
  };
  if (choice.cryptosuite !== undefined && choice.cryptosuite === selectiveDisclosure)
    throw refused(`${selectiveDisclosure} is asked for twice`);
  // Where nothing can be withheld, all is mandatory already.
  const mayWithhold = disclosure !== undefined || isDisclosureSuite(choice.cryptosuite);
  return {
    ...choice,
    ...(disclosure && { disclosure }),
    ...(mayWithhold && mandatoryPointers && { mandatoryPointers }),
  };
}

/** Whether what is wished for takes a signature for selective disclosure, for all that can be told before {@link chooseSigning}. */
export function wantsDisclosure(
  issuer: IssuerRecord,
  { securing, cryptosuite, keyType, selectiveDisclosure }: SigningWish & { securing: IssuanceSecuring },
): boolean {
  if (securing !== "embedded") return false;
  const suite = cryptosuite ?? usualSuiteOf(keyType ?? usualKey(issuer).type);
  return selectiveDisclosure !== undefined || isDisclosureSuite(suite);
}

/** The key in use that makes proofs for selective disclosure. Throws `INVALID_REQUEST`, with how one is made. */
export function disclosureKey(issuer: IssuerRecord, suite: DisclosureSuiteName): KeyId {
  return keyAmong(issuer, keyTypesOf(suite), suite);
}

function chooseForJwt(issuer: IssuerRecord, { cryptosuite, alg, keyType }: SigningWish): SigningChoice {
  if (cryptosuite !== undefined)
    throw refused("options.cryptosuite is for a proof in the credential; of a JWT choose options.alg");
  const fitting = alg && keyTypes.filter((type) => algorithmOf(type) === alg);
  const key = chooseKey(issuer, { what: alg, fitting, keyType });
  if (algorithmOf(key.type) === undefined) throw refused(`Keys of the type ${key.type} sign no JWT`);
  return { key };
}

function chooseForProof(
  issuer: IssuerRecord,
  { cryptosuite: wanted, alg, keyType }: SigningWish,
): SigningChoice {
  if (alg !== undefined)
    throw refused("options.alg is for a JWT; of a proof in the credential choose options.cryptosuite");
  const key = chooseKey(issuer, { what: wanted, fitting: wanted && keyTypesOf(wanted), keyType });
  const cryptosuite = wanted ?? usualSuiteOf(key.type);
  if (cryptosuite === undefined)
    throw refused(`Keys of the type ${key.type} make no proofs; choose a JWT with options.securing`);
  return { key, cryptosuite };
}

interface KeyWish {
  /** By the name that it was asked for. */
  what: IssuingSuite | SigningAlgorithm | undefined;
  fitting: readonly KeyType[] | undefined;
  keyType: KeyType | undefined;
}

function chooseKey(issuer: IssuerRecord, { what, fitting, keyType }: KeyWish): KeyId {
  if (keyType === undefined) return fitting ? keyAmong(issuer, fitting, what) : usualKey(issuer);
  if (fitting?.includes(keyType) === false) throw refused(`${what} takes no ${keyType} key`);
  return keyAmong(issuer, [keyType], what);
}

function keyAmong(
  issuer: IssuerRecord,
  types: readonly KeyType[],
  what: IssuingSuite | SigningAlgorithm | undefined,
): KeyId {
  const usual = usualKey(issuer);
  if (types.includes(usual.type)) return usual;
  const key = types.map((type) => keyInUse(issuer, type)).find((candidate) => candidate !== undefined);
  if (key !== undefined) return key;
  const purpose = what === undefined ? "" : `, which ${what} needs`;
  throw refused(`This issuer has no ${types.join(" or ")} key${purpose}. ${howToGetOne(issuer, types[0])}`);
}

function howToGetOne(issuer: IssuerRecord, type = "Ed25519"): string {
  const { slug, method } = issuer;
  if (method === "web")
    return `Make one in the console under "Signing keys", with stint-issuer signing-keys create ${slug} --type ${type}, or by POST /issuers/${slug}/signing-keys {"keyType": "${type}"}`;
  return `Its did:key is its one key, of the type ${usualKey(issuer).type}: create an issuer with did:web, or with {"did": "key", "keyType": "${type}"}`;
}

function refused(words: string): Problem {
  return new Problem("INVALID_REQUEST", `${words}.`);
}
