import { achievementClasses } from "./achievement-classes.ts";
import type { ClassName } from "./class-names.ts";
import { credentialClasses } from "./credential-classes.ts";
import { type Member, type Members, one, oneObject, required } from "./members.ts";
import { profileClasses } from "./profile-classes.ts";

/** The Verifiable Credentials Data Model that a credential follows: Open Badges allow both. */
export type DataModel = "1.1" | "2.0";

const classes: Record<ClassName, Members> = {
  ...achievementClasses,
  ...profileClasses,
  ...credentialClasses,
};

/** Classes whose members are all that there are; the others "can be extended with additional properties". */
const closed: ReadonlySet<ClassName> = new Set<ClassName>([
  "IdentityObject",
  "IdentifierEntry",
  "Image",
  "Association",
]);

const credentials: ReadonlySet<ClassName> = new Set<ClassName>([
  "AchievementCredential",
  "EndorsementCredential",
  "ClrCredential",
  "VerifiableCredential",
]);

/** A member of a class and its name: a list of these is quicker to go through than a record is. */
type NamedMember = Member & { name: string };

const lists = Object.fromEntries(
  Object.entries(classes).map(([name, members]) => [name, named(members)]),
) as Record<ClassName, readonly NamedMember[]>;
const listsOfVersion1 = new Map<ClassName, readonly NamedMember[]>(
  [...credentials].map((name) => [name, named(inVersion1(classes[name]))]),
);

/** The members of a class; those of a credential have other names in VCDM 1.1. */
export function membersOf(name: ClassName, dataModel: DataModel): readonly NamedMember[] {
  const older = dataModel === "1.1" ? listsOfVersion1.get(name) : undefined;
  return older ?? lists[name];
}

/** Whether a class has the members that it names, and no others. */
export function isClosed(name: ClassName): boolean {
  return closed.has(name);
}

export function isCredential(name: ClassName): boolean {
  return credentials.has(name);
}

/** VCDM 1.1: the dates have other names, a badge must have a name, and the issuer must be written out. */
function inVersion1(members: Members): Members {
  const { validFrom: _from, validUntil: _until, ...others } = members;
  const name: Record<string, Member> = members.name === undefined ? {} : { name: required(members.name) };
  return {
    ...others,
    ...name,
    issuer: required(oneObject("Profile")),
    issuanceDate: required(one("dateTime")),
    expirationDate: one("dateTime"),
  };
}

function named(members: Members): readonly NamedMember[] {
  return Object.entries(members).map(([name, member]) => ({ name, ...member }));
}
