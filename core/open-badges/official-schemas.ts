/** The credential classes that 1EdTech publishes JSON Schemas of. */
export type OfficialClass = "AchievementCredential" | "EndorsementCredential" | "ClrCredential";

/** One of these schemas. */
export interface OfficialSchema {
  of: OfficialClass;
  /** Made for the compacted form: sets of one may stand without their array (Open Badges 3.0, A.2.1). */
  compacted: boolean;
}

const classes: ReadonlyMap<string, OfficialClass> = new Map([
  ["ob_v3p0_achievementcredential", "AchievementCredential"],
  ["ob_v3p0_endorsementcredential", "EndorsementCredential"],
  ["clr_v2p0_clrcredential", "ClrCredential"],
  ["clr_v2p0_achievementcredential", "AchievementCredential"],
  ["clr_v2p0_endorsementcredential", "EndorsementCredential"],
]);

const address =
  /^https:\/\/purl\.imsglobal\.org\/spec\/(?:ob\/v3p0|clr\/v2p0)\/schema\/(json|json-ld)\/([a-z]+_v[23]p0_)(?:any)?([a-z]+)_schema\.json$/;

/**
 * The official schema at an address: `/schema/json/` for plain JSON, `/schema/json-ld/` for the compacted form. Those named `any…`
 * take credentials of VCDM 1.1 too; so did the others, until their successors were published under the same addresses.
 *
 * @returns `undefined` for any other address.
 * @see {@link https://www.imsglobal.org/spec/ob/v3p0/#json-schema-0}
 */
export function officialSchemaAt(url: string): OfficialSchema | undefined {
  const [, form, prefix, name] = (url.length > 200 ? null : address.exec(url)) ?? [];
  const of = classes.get(`${prefix}${name}`);
  return of === undefined ? undefined : { of, compacted: form === "json-ld" };
}
