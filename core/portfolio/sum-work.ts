import type { WorkSummary } from "../credential/micro-internship/work-summary.ts";
import type { WorkSums } from "./work-sums.ts";

/** One credential to be counted: what it says, read from what was signed. */
export interface CountedWork {
  /** Its place in the portfolio, from 1. */
  position: number;
  /** The DID of who signed it. */
  issuer: string;
  work: WorkSummary;
}

const hoursType = "ext:EstimatedHours";
/** Plain decimal numbers, as credentials write them; nothing that two readers could read differently. */
const decimal = /^-?(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,4})?$/;

/**
 * Adds up what credentials say. That they are verified, about one person, and each counted once is for the caller to see to.
 *
 * A number that is not written plainly, stated twice, or outside its own scale is no part of any sum.
 */
export function sumWork(counted: readonly CountedWork[]): WorkSums {
  const parts = counted.flatMap((one) => hoursOf(one) ?? []);
  return {
    projects: counted.map(({ position }) => position),
    employers: new Set(counted.map(({ issuer }) => issuer)).size,
    hours: { total: rounded(parts.reduce((sum, { hours }) => sum + hours, 0)), parts },
    skills: sumSkills(counted),
    averages: averageScores(counted),
    levels: countLevels(counted),
    notCounted: counted.flatMap(uncounted),
  };
}

function uncounted(one: CountedWork): WorkSums["notCounted"] {
  const { position, work } = one;
  const isOut = ({ type, scale, value }: WorkSummary["results"][number]) =>
    scale === undefined
      ? type === hoursType && hoursOf(one) === undefined
      : scoreOn(scale, value) === undefined;
  return work.results.filter(isOut).map(({ name, value }) => ({ position, name, value }));
}

function hoursOf({ position, work }: CountedWork): { position: number; hours: number } | undefined {
  const [stated, ...others] = work.results.filter(({ type }) => type === hoursType);
  const hours = others.length === 0 ? numberOf(stated?.value) : undefined;
  return hours === undefined || hours < 0 ? undefined : { position, hours };
}

function sumSkills(counted: readonly CountedWork[]): WorkSums["skills"] {
  const skills = new Map<string, WorkSums["skills"][number]>();
  for (const { position, work } of counted) {
    for (const { name, framework, code, url } of work.skills) {
      const key = JSON.stringify([framework ?? "", code ?? url ?? name.toLowerCase()]);
      const known = skills.get(key) ?? {
        name,
        ...(framework !== undefined && { framework }),
        ...(code !== undefined && { code }),
        ...(url !== undefined && { url }),
        positions: [],
      };
      if (!known.positions.includes(position)) known.positions.push(position);
      skills.set(key, known);
    }
  }
  return [...skills.values()].sort(
    (one, other) => other.positions.length - one.positions.length || compare(one.name, other.name),
  );
}

function averageScores(counted: readonly CountedWork[]): WorkSums["averages"] {
  const groups = new Map<string, WorkSums["averages"][number]>();
  for (const { position, work } of counted) {
    for (const { name, value: text, scale } of work.results) {
      const value = scale === undefined ? undefined : scoreOn(scale, text);
      if (scale === undefined || value === undefined) continue;
      const key = JSON.stringify([name, scale]);
      const group = groups.get(key) ?? { name, scale, average: 0, parts: [] };
      group.parts.push({ position, value });
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => ({
    ...group,
    average: rounded(group.parts.reduce((sum, { value }) => sum + value, 0) / group.parts.length),
  }));
}

function countLevels(counted: readonly CountedWork[]): WorkSums["levels"] {
  const levels = new Map<string, WorkSums["levels"][number]>();
  for (const { position, work } of counted) {
    for (const { name, value, scale, type } of work.results) {
      if (scale !== undefined || type === hoursType) continue;
      const key = JSON.stringify([type ?? "", name]);
      const level = levels.get(key) ?? { name, values: [] };
      const known = level.values.find((one) => one.value === value);
      if (known === undefined) level.values.push({ value, positions: [position] });
      else if (!known.positions.includes(position)) known.positions.push(position);
      levels.set(key, level);
    }
  }
  return [...levels.values()];
}

/** A score on its own scale ("1 to 5"); `undefined` when it is off it, or either is not written plainly. */
function scoreOn(scale: string, text: string): number | undefined {
  const value = numberOf(text);
  const [lowest, highest, ...more] = scale.split(" to ").map(numberOf);
  if (value === undefined || lowest === undefined || highest === undefined || more.length > 0)
    return undefined;
  return value >= lowest && value <= highest ? value : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && decimal.test(text) ? Number(text) : undefined;
}

/** To two decimals: what people compare with. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
