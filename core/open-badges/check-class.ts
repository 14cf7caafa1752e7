import { isUrl } from "../credential/members.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { checkContext } from "./check-context.ts";
import type { Findings } from "./findings.ts";
import { type ClassName, clauseOf, generalClauses } from "./model/class-names.ts";
import { type DataModel, isClosed, isCredential, membersOf } from "./model/classes.ts";
import type { Member, ValueRule } from "./model/members.ts";
import { demandsOn } from "./rules/class-rules.ts";
import { simpleTypes } from "./simple-types.ts";

/** How a document is checked. */
export interface Checking {
  findings: Findings;
  dataModel: DataModel;
  /** Whether sets of one may stand without their array where the compacted form allows it (Open Badges 3.0, A.2.1). */
  compacted: boolean;
  /** Whether more is asked than the official JSON Schema can say: that a URI is one, and the like. */
  beyondSchema: boolean;
}

/** Where the check has got to: the same array all the way, because most documents have nothing to tell. */
type Path = (string | number)[];

/** Checks a value against a class: everything that the official JSON Schema of the class demands, and all that is in it. */
export function checkClass(value: JsonValue, name: ClassName, path: Path, checking: Checking): void {
  const { findings, dataModel } = checking;
  if (findings.isFull) return;
  if (!isJsonObject(value)) {
    findings.add(path, clauseOf(name), "must be an object");
    return;
  }
  const members = membersOf(name, dataModel);
  if (isCredential(name)) checkContext(value["@context"], name, path, checking);
  for (const rule of members) {
    const member = rule.name;
    // Most are absent, which is quick to see; asking for an own one first would be slow.
    const found = value[member];
    if (found === undefined || !Object.hasOwn(value, member)) {
      if (rule.required) findings.add([...path, member], clauseOf(name), "is missing");
      continue;
    }
    path.push(member);
    checkMember(found, rule, name, path, checking);
    path.pop();
  }
  if (isClosed(name)) checkNothingElse(value, name, path, checking);
  if (!checking.beyondSchema) return;
  for (const { rule, clause } of demandsOn(name)) {
    rule(value, (place, words) => findings.add([...path, ...place], clause, words));
  }
}

function checkNothingElse(value: JsonObject, name: ClassName, path: Path, checking: Checking): void {
  const members = membersOf(name, checking.dataModel);
  if (Object.keys(value).some((member) => !members.some(({ name: known }) => known === member))) {
    checking.findings.add(path, clauseOf(name), `has a member that ${name} does not have`);
  }
}

function checkMember(
  value: JsonValue,
  member: Member,
  owner: ClassName,
  path: Path,
  checking: Checking,
): void {
  const { set } = member;
  if (set === undefined) {
    checkValue(value, member.value, owner, path, checking);
    return;
  }
  const { findings, compacted } = checking;
  if (!Array.isArray(value) && !(compacted && set.compactable)) {
    findings.add(path, clauseOf(owner), "must be an array");
    return;
  }
  const items = Array.isArray(value) ? value : [value];
  if (items.length < set.minimum || (items.length === 0 && set.contains.length > 0)) {
    findings.add(path, clauseOf(owner), "must not be empty");
  }
  for (const [position, item] of items.entries()) {
    if (Array.isArray(value)) path.push(position);
    checkValue(item, member.value, owner, path, checking);
    if (Array.isArray(value)) path.pop();
  }
  for (const group of set.contains) {
    if (!items.some((item) => typeof item === "string" && group.includes(item))) {
      findings.add(path, clauseOf(owner), `must name ${group.join(" or ")}`);
    }
  }
}

function checkValue(
  value: JsonValue,
  rule: ValueRule,
  owner: ClassName,
  path: Path,
  checking: Checking,
): void {
  const { findings, beyondSchema } = checking;
  switch (rule.kind) {
    case "object":
      checkClass(value, rule.of, path, checking);
      return;
    case "reference":
      if (typeof value !== "string") checkClass(value, rule.of, path, checking);
      else if (beyondSchema && !isUrl(value)) findings.add(path, clauseOf(owner), "must be a URI");
      return;
    case "term":
      checkTerm(value, rule, owner, path, checking);
      return;
    case "simple": {
      const { is, schema, text } = simpleTypes[rule.type];
      if (!schema(value)) findings.add(path, clauseOf(owner), `must be ${is}`);
      else if (beyondSchema && text !== undefined && !text.holds(value as string)) {
        findings.add(
          path,
          rule.type === "dateTime" ? generalClauses.dateTimeStamp : clauseOf(owner),
          text.says,
        );
      }
    }
  }
}

function checkTerm(
  value: JsonValue,
  { terms, extensible }: Extract<ValueRule, { kind: "term" }>,
  owner: ClassName,
  path: Path,
  { findings, beyondSchema }: Checking,
): void {
  if (typeof value === "string" && terms.includes(value)) return;
  // The schema's pattern is not anchored: a term may hold "ext:" anywhere, and only the text says that it begins so.
  if (!extensible || typeof value !== "string" || !/ext:[A-Za-z0-9|._]/.test(value)) {
    const [only, ...others] = terms;
    const own = extensible ? ', or one of your own that begins with "ext:"' : "";
    const words =
      others.length === 0 ? `must be "${only}"` : `must be one of the terms of the standard${own}`;
    findings.add(path, clauseOf(owner), words);
  } else if (beyondSchema && !/^ext:[A-Za-z0-9._-]+$/.test(value)) {
    findings.add(
      path,
      generalClauses.extending,
      'must begin with "ext:" and go on with letters, digits, . - or _',
    );
  }
}
