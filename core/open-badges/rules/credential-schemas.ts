import { officialSchemaAt } from "../official-schemas.ts";
import { type ClassRule, objectsOf } from "./class-rule.ts";

/** B.1.21: of the schemas that a credential names, one must be the standard's own, to be checked as the standard says. */
export const namesOfficialSchema: ClassRule = (credential, report) => {
  if (credential.credentialSchema === undefined) return;
  const schemas = objectsOf(credential, "credentialSchema").map(({ object }) => object);
  const official = schemas.filter(({ id }) => typeof id === "string" && officialSchemaAt(id) !== undefined);
  if (official.length === 0) {
    report(["credentialSchema"], "must name the JSON Schema of the standard, besides any others");
  } else if (!official.some(({ type }) => type === "1EdTechJsonSchemaValidator2019")) {
    report(
      ["credentialSchema"],
      'must name the JSON Schema of the standard as "1EdTechJsonSchemaValidator2019"',
    );
  }
};
