import { isDid } from "../did/did-url.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { anyOf, placeText, quoted, shownItems, textOf } from "./asked-text.ts";

/** One thing that a credential must say. */
export interface AskedDetail {
  /** Equal for claims that ask for the same at different places of a credential. */
  key: string;
  /** Fits into a sentence after a comma. What the asker wrote is one printable line, in quotation marks unless it is plain. */
  words: string;
  /** Whether it says just that the work was completed. */
  isCompletion: boolean;
  /** The DIDs that stand in the words. */
  issuers: string[];
}

/** What an issuer is called in a sentence, by its DID. */
export type NameIssuer = (did: string) => string;

interface Topic {
  /** Its places in a credential, without the wildcards for the entries of arrays. */
  places: string[][];
  /** When any value will do. */
  present: string;
  /** When it has to be one of some values, which follow. */
  valued: string;
}

const subject = "credentialSubject";
const achievement = [subject, "achievement"];

/** What the places of a micro-internship credential mean to people. */
const topics = {
  issuer: {
    places: [["issuer"], ["issuer", "id"]],
    present: "with its issuer's identifier",
    valued: "issued by",
  },
  issuerName: {
    places: [["issuer", "name"]],
    present: "with its issuer's name",
    valued: "by an issuer that calls itself",
  },
  status: {
    places: [[subject, "result", "status"]],
    present: "with a status of the work",
    valued: "with the status",
  },
  skill: {
    places: [
      [...achievement, "alignment", "targetName"],
      [...achievement, "resultDescription", "alignment", "targetName"],
      [subject, "result", "alignment", "targetName"],
    ],
    present: "with a skill",
    valued: "with the skill",
  },
  end: {
    places: [[subject, "activityEndDate"], ["validFrom"], ["issuanceDate"]],
    present: "with the day on which it ended",
    valued: "that ended on",
  },
  title: { places: [[...achievement, "name"]], present: "with a title", valued: "with the title" },
  type: { places: [["type"]], present: "with its type", valued: "of the type" },
} satisfies Record<string, Topic>;

const topicByPlace = new Map(
  Object.values(topics).flatMap((topic: Topic) =>
    topic.places.map((place) => [JSON.stringify(place), topic]),
  ),
);

/** Says one claim of a query (OpenID4VP 1.0, 6.3) in words. One at a place that is not known is "another detail". */
export function claimWords({ path, values }: JsonObject, nameIssuer: NameIssuer): AskedDetail {
  const place = (Array.isArray(path) ? path : []).filter((part) => part !== null);
  const topic = topicByPlace.get(JSON.stringify(place));
  const wanted = Array.isArray(values) ? distinct(values) : undefined;
  const isIssuer = topic === topics.issuer;
  const say = (value: string) => (isIssuer && isDid(value) ? nameIssuer(value) : quoted(value));
  const list = wanted === undefined ? "" : ` ${anyOf(wanted.map(say))}`;
  const words =
    topic === undefined
      ? `another detail: ${placeText(place.map(textOf))}${list === "" ? "" : ` is${list}`}`
      : wanted === undefined
        ? topic.present
        : topic.valued + list;
  return {
    key: JSON.stringify([topic?.places[0] ?? place, topic === undefined, wanted?.toSorted()]),
    words,
    isCompletion: topic === topics.status && wanted?.length === 1 && wanted[0] === "Completed",
    issuers: isIssuer ? (wanted ?? []).slice(0, shownItems).filter(isDid) : [],
  };
}

/** The values once each. Two that differ in the case of the first letter are one to people, and the first of them counts. */
function distinct(values: readonly JsonValue[]): string[] {
  const texts = new Map<string, string>();
  for (const text of values.map(textOf)) {
    const name = text.slice(0, 1).toLowerCase() + text.slice(1);
    if (!texts.has(name)) texts.set(name, text);
  }
  return [...texts.values()];
}
