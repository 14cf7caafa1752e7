import { iris } from "../credential/vocabulary.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { CredentialFormat } from "./dcql.ts";
import { skillNames, type WantedWork, wantedFormats } from "./wanted-work.ts";

/** A claim by the place it may have in a credential: OpenID4VP 1.0, 6.3. */
interface ClaimQuery {
  id: string;
  path: JsonValue[];
  /** Left out: anything will do. */
  values?: string[];
}

const queryIds: Record<CredentialFormat, string> = {
  ldp_vc: "micro_internship_ldp",
  jwt_vc_json: "micro_internship_jwt",
};

/** The format that a credential query of ours asks for, by its id; `undefined` for a query that we never make. */
export function formatOfQuery(id: string): CredentialFormat | undefined {
  return (Object.keys(queryIds) as CredentialFormat[]).find((format) => queryIds[format] === id);
}

/** The id of the credential query that {@link createDcqlQuery} makes for a format. */
export function queryIdOf(format: CredentialFormat): string {
  return queryIds[format];
}

/**
 * Says in DCQL what is wanted. Of how recent the work is, only that the date must be there: the asker looks at it in the answer.
 *
 * @see {@link https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#name-digital-credentials-query-l}
 */
export function createDcqlQuery(wanted: WantedWork): JsonObject {
  const formats = wantedFormats(wanted);
  return {
    credentials: formats.map((format) => ({
      id: queryIds[format],
      format,
      meta: { type_values: typeValues(format) },
      ...claimsOf(wanted),
    })),
    ...(formats.length > 1 && {
      credential_sets: [{ options: formats.map((format) => [queryIds[format]]) }],
    }),
  };
}

function typeValues(format: CredentialFormat): string[][] {
  const expanded = [iris.VerifiableCredential, iris.OpenBadgeCredential];
  // A wallet that holds JWTs may know no JSON-LD; it then compares the types as they are written.
  return format === "ldp_vc" ? [expanded] : [expanded, ["VerifiableCredential", "OpenBadgeCredential"]];
}

function claimsOf(wanted: WantedWork): JsonObject {
  const groups = claimGroups(wanted);
  const claims = groups.flat();
  const combinations = groups.reduce<string[][]>(
    (sets, group) => sets.flatMap((set) => group.map(({ id }) => [...set, id])),
    [[]],
  );
  return {
    claims: claims.map(({ id, path, values }) => ({ id, path, ...(values !== undefined && { values }) })),
    ...(combinations.length > 1 && { claim_sets: combinations }),
  };
}

/** Every group must be satisfied, by one of its claims. */
function claimGroups(wanted: WantedWork): ClaimQuery[][] {
  const { issuers } = wanted;
  const skills = skillNames(wanted);
  const subject = "credentialSubject";
  const groups: ClaimQuery[][] = [
    [{ id: "completion", path: [subject, "result", null, "status"], values: ["Completed"] }],
  ];
  // An issuer is an object with an id, or the id alone: VCDM 2.0, 4.7.
  if (issuers.length > 0) {
    groups.push([
      { id: "issuer_id", path: ["issuer", "id"], values: issuers },
      { id: "issuer", path: ["issuer"], values: issuers },
    ]);
  }
  if (skills.length > 0) {
    const achievement = [subject, "achievement"];
    const rated = [...achievement, "resultDescription", null, "alignment", null, "targetName"];
    groups.push([
      { id: "skill", path: [...achievement, "alignment", null, "targetName"], values: skills },
      { id: "rated_skill", path: rated, values: skills },
    ]);
  }
  // Where no end is given, from when the credential is valid counts; a wallet that leaves dates out must know that one is wanted.
  if (wanted.maximumAgeMonths !== undefined) {
    groups.push([
      { id: "end_date", path: [subject, "activityEndDate"] },
      { id: "valid_from", path: ["validFrom"] },
      { id: "issuance_date", path: ["issuanceDate"] },
    ]);
  }
  return groups;
}
