import { isJsonObject, type JsonObject, type JsonValue } from "../../../json/json-value.ts";
import { listOf } from "../../members.ts";
import type { Part } from "./part.ts";
import { jsonPointer, type Steps } from "./placed-text.ts";
import { kindOfResultType } from "./result-kinds.ts";

/** Something that a credential says, and the part that it belongs to. */
export interface Place {
  part: Part;
  /** JSON pointer (RFC 6901). */
  pointer: string;
}

/** The parts of the members of one object; of any other member of it, `otherwise`. */
interface Table {
  members: Readonly<Record<string, Part>>;
  otherwise: Part;
}

/** Come along with whatever is shown of an object: {@link https://www.w3.org/TR/vc-di-ecdsa/#selectjsonld}. */
const comeAlong = new Set(["@context", "id", "type", "proof"]);

const endorsements = { endorsement: "endorsements", endorsementJwt: "endorsements" } as const;

const credentialTable: Table = {
  members: {
    name: "title",
    description: "description",
    awardedDate: "dates",
    evidence: "evidence",
    image: "image",
    ...endorsements,
  },
  otherwise: "details",
};

const issuerTable: Table = {
  members: { official: "contact", email: "contact", phone: "contact", address: "contact", ...endorsements },
  otherwise: "employer",
};

const subjectTable: Table = {
  members: {
    role: "role",
    activityStartDate: "dates",
    activityEndDate: "dates",
    term: "dates",
    source: "university",
    narrative: "description",
    image: "image",
    creditsEarned: "results",
    licenseNumber: "identifiers",
  },
  otherwise: "details",
};

const achievementTable: Table = {
  members: {
    name: "title",
    description: "description",
    criteria: "criteria",
    alignment: "skills",
    tag: "field",
    fieldOfStudy: "field",
    specialization: "field",
    image: "image",
    creator: "employer",
    ...endorsements,
  },
  otherwise: "details",
};

/**
 * Takes a credential apart into the parts that people know, each value once. Only for choosing what to show of a credential that was
 * found to be in plain form; no verdict is read from it.
 */
export function placesIn(credential: JsonObject): Place[] {
  const kinds = resultKinds(credential);
  return placed(credential, [], credentialTable, {
    issuer: (issuer, at) => placed(issuer, at, issuerTable),
    credentialSubject: (subject, at) =>
      placed(subject, at, subjectTable, {
        identifier: (identifier, itemAt) => [
          { part: identifierPart(identifier), pointer: jsonPointer(itemAt) },
        ],
        result: (result, itemAt) => placed(result, itemAt, resultTable(kindOfResult(result, kinds))),
        achievement: (achievement, itemAt) =>
          placed(achievement, itemAt, achievementTable, {
            resultDescription: (description, descriptionAt) =>
              placed(description, descriptionAt, resultTable(kindOfDescription(description))),
          }),
      }),
  });
}

type Inside = Record<string, (value: JsonObject, at: Steps) => Place[]>;

/** The places of an object; members that have parts of their own inside are taken apart, item by item. */
function placed(object: JsonObject, at: Steps, { members, otherwise }: Table, inside: Inside = {}): Place[] {
  const places = Object.entries(object)
    .filter(([member]) => !comeAlong.has(member))
    .flatMap(([member, value]) => {
      const look = Object.hasOwn(inside, member) ? inside[member] : undefined;
      const part = (Object.hasOwn(members, member) ? members[member] : undefined) ?? otherwise;
      const whole = (pointer: Steps): Place[] => [{ part, pointer: jsonPointer(pointer) }];
      if (look === undefined) return whole([...at, member]);
      const open = (item: JsonValue, itemAt: Steps) =>
        isJsonObject(item) ? look(item, itemAt) : whole(itemAt);
      return Array.isArray(value)
        ? value.flatMap((item, position) => open(item, [...at, member, position]))
        : open(value, [...at, member]);
    });
  // An object that says nothing but who or what it is.
  return places.length > 0 || at.length === 0 ? places : [{ part: otherwise, pointer: jsonPointer(at) }];
}

function resultTable(part: Part): Table {
  return { members: { alignment: "skills" }, otherwise: part };
}

/** Only what is surely a fingerprint is told apart from a name. */
function identifierPart({ identityType, hashed }: JsonObject): Part {
  return identityType === "name" && hashed !== true && hashed !== "true" ? "name" : "identifiers";
}

/** The kinds of results by the identifiers of their descriptions. */
function resultKinds({ credentialSubject }: JsonObject): Map<string, Part> {
  const objectsAt = (value: JsonValue | undefined, member: string) =>
    listOf(value)
      .filter(isJsonObject)
      .flatMap((object) => listOf(object[member]));
  const descriptions = objectsAt(objectsAt(credentialSubject, "achievement"), "resultDescription");
  return new Map(
    descriptions
      .filter(isJsonObject)
      .map((description) => [String(description.id), kindOfDescription(description)]),
  );
}

function kindOfDescription({ resultType }: JsonObject): Part {
  return kindOfResultType(typeof resultType === "string" ? resultType : undefined);
}

function kindOfResult({ resultDescription, status }: JsonObject, kinds: ReadonlyMap<string, Part>): Part {
  const described = listOf(resultDescription).flatMap((id) => kinds.get(String(id)) ?? []);
  return described[0] ?? (status === undefined ? "results" : "completion");
}
