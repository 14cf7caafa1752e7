import { iris, openBadgesVocabulary } from "../credential/vocabulary.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { anyOf, quoted, textOf } from "./asked-text.ts";
import { type AskedDetail, claimWords, type NameIssuer } from "./claim-words.ts";

/** One thing asked for, in the ways that will do: sentences without their stop. */
export interface AskedPart {
  isRequired: boolean;
  /** Distinct, the preferred one first. */
  ways: string[];
}

/** A query in plain words. */
export interface AskedInWords {
  parts: AskedPart[];
  /** The DIDs of issuers that are named in it, once each. */
  issuers: string[];
}

const openBadge = "Open Badge";
const shownDetails = 8;
/** Exactly these: a foreign vocabulary may have a type of the same name. */
const kinds = new Map([
  [iris.VerifiableCredential, undefined],
  ["VerifiableCredential", undefined],
  ...["OpenBadgeCredential", "AchievementCredential"].flatMap((type): [string, string][] => [
    [type, openBadge],
    [openBadgesVocabulary + type, openBadge],
  ]),
]);

/**
 * Says in plain words what a DCQL query (OpenID4VP 1.0, 6) asks for. What says the same in another format, or at another place of the
 * credential, is said once. Any JSON is read, as far as it makes sense: whether the query is well-formed is NOT looked at.
 */
export function describeDcqlQuery(json: JsonValue | undefined, nameIssuer: NameIssuer): AskedInWords {
  const { credentials, credential_sets: sets } = isJsonObject(json) ? json : {};
  const asked = objectsIn(credentials).map((query) => ({
    id: query.id,
    ...describeCredential(query, nameIssuer),
  }));
  const words = new Map(asked.map(({ id, text }) => [id, text]));
  const parts =
    sets === undefined
      ? asked.map(({ text }) => ({ isRequired: true, ways: [text] }))
      : objectsIn(sets).map(({ options, required }) => ({
          isRequired: required !== false,
          ways: distinct(
            listIn(options).map((ids) =>
              together([...new Set(listIn(ids))].flatMap((id) => words.get(id) ?? [])),
            ),
          ),
        }));
  return { parts, issuers: distinct(asked.flatMap(({ issuers }) => issuers)) };
}

function together(texts: readonly string[]): string {
  return texts.join("; together with: ");
}

function describeCredential(query: JsonObject, nameIssuer: NameIssuer): { text: string; issuers: string[] } {
  const ways = waysOf(query, nameIssuer);
  const [first = [], ...others] = ways;
  const common = first.filter(({ key }) => others.every((way) => way.some((detail) => detail.key === key)));
  const commonKeys = new Set(common.map(({ key }) => key));
  const rests = distinct(
    ways.map((way) =>
      way
        .filter(({ key }) => !commonKeys.has(key))
        .map(({ words }) => words)
        .join(" and "),
    ),
  );
  const kind = kindOf(query);
  const isWork = kind === undefined && common.some(({ isCompletion }) => isCompletion);
  const said = common.filter(({ isCompletion }) => !(isWork && isCompletion)).map(({ words }) => words);
  const head =
    kind ??
    (isWork ? `A completed micro-internship (${openBadge})` : `An ${openBadge} (a micro-internship is one)`);
  const more = said.length - shownDetails;
  return {
    text: [
      head,
      ...said.slice(0, shownDetails),
      ...(more > 0 ? [`and ${more} more details`] : []),
      // A way that asks for nothing more will do, so the other ones ask for nothing.
      ...(rests.includes("") ? [] : [`either ${anyOf(rests)}`]),
      ...(query.trusted_authorities === undefined ? [] : ["vouched for by an authority of their choice"]),
    ].join(", "),
    issuers: ways.flat().flatMap(({ issuers }) => issuers),
  };
}

/** The details of each combination of claims that will do, each once: OpenID4VP 1.0, 6.4.1. */
function waysOf({ claims, claim_sets: sets }: JsonObject, nameIssuer: NameIssuer): AskedDetail[][] {
  const details = objectsIn(claims).map((claim) => ({ id: claim.id, detail: claimWords(claim, nameIssuer) }));
  const all = details.map(({ detail }) => detail);
  const combinations =
    sets === undefined
      ? [all]
      : listIn(sets).map((ids) =>
          listIn(ids).flatMap((id) => details.filter((claim) => claim.id === id).map(({ detail }) => detail)),
        );
  return combinations.map((way) => [...new Map(way.map((detail) => [detail.key, detail])).values()]);
}

/** What kind of credential it is; `undefined` for an Open Badge. */
function kindOf({ format, meta }: JsonObject): string | undefined {
  if (format !== "ldp_vc" && format !== "jwt_vc_json") {
    return `A credential in a form that this wallet does not know (${quoted(textOf(format ?? ""))})`;
  }
  const alternatives = listIn(isJsonObject(meta) ? meta.type_values : undefined).map((types) => {
    const names = listIn(types).map(textOf);
    return distinct(
      names.flatMap((name) => (kinds.has(name) ? (kinds.get(name) ?? []) : quoted(name))),
    ).toSorted();
  });
  const named = distinct(alternatives.map((names) => names.join(" and ")));
  if (named.length === 0 || named.includes("")) return "Any credential";
  return named.length === 1 && named[0] === openBadge
    ? undefined
    : `A credential of the kind ${anyOf(named)}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function listIn(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function objectsIn(value: JsonValue | undefined): JsonObject[] {
  return listIn(value).filter(isJsonObject);
}
