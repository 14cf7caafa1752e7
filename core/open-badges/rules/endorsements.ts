import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.ts";
import type { ClassRule } from "./class-rule.ts";

type Path = readonly (string | number)[];

/**
 * An endorsement inside a credential is of the credential, or of an achievement or a profile in it (B.1.2: "claims about the credential,
 * and the achievement and profiles in the credential").
 */
export const endorsementsAreOfCredential: ClassRule = (credential, report) => {
  const ids = new Set<string>();
  const endorsements: { object: JsonObject; path: Path }[] = [];
  collect(credential, [], ids, endorsements);
  if (typeof credential.issuer === "string") ids.add(credential.issuer);
  for (const { object, path } of endorsements) {
    const subject = object.credentialSubject;
    if (isJsonObject(subject) && typeof subject.id === "string" && !ids.has(subject.id)) {
      report([...path, "credentialSubject", "id"], "must be the id of something in the credential");
    }
  }
};

/** What an endorsement names is not thereby in the credential: into endorsements it does not look. */
function collect(
  value: JsonValue,
  path: (string | number)[],
  ids: Set<string>,
  endorsements: { object: JsonObject; path: Path }[],
): void {
  if (Array.isArray(value)) {
    value.forEach((item, position) => {
      path.push(position);
      collect(item, path, ids, endorsements);
      path.pop();
    });
  } else if (isJsonObject(value)) {
    if (typeof value.id === "string") ids.add(value.id);
    for (const member of Object.keys(value)) {
      const content = value[member] as JsonValue;
      if (member !== "endorsement") {
        path.push(member);
        collect(content, path, ids, endorsements);
        path.pop();
      } else if (Array.isArray(content)) {
        for (const [position, object] of content.entries()) {
          if (isJsonObject(object)) endorsements.push({ object, path: [...path, member, position] });
        }
      }
    }
  }
}
