import { isNode } from "../credential/json-ld/json-ld.ts";
import { type Statement, typesOf, values } from "../credential/statement.ts";
import { iris } from "../credential/vocabulary.ts";

/**
 * Tells that the issuer offers a newer version of a credential at a `refreshService`. It is never fetched: what was presented is
 * what is judged, and the issuer would learn who looks at it and when.
 *
 * @returns at most one note for whoever reads the verdict.
 * @see {@link https://www.imsglobal.org/spec/vccr/v1p0/}
 */
export function refreshNotes({ expanded }: Pick<Statement, "expanded">): string[] {
  const services = values(expanded[iris.refreshService]).filter(isNode);
  const isOffered = services.some((service) => typesOf(service).includes(iris["1EdTechCredentialRefresh"]));
  return isOffered ? ["Its issuer names a service for newer versions of it, which was not asked"] : [];
}
