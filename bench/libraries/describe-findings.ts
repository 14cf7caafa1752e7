import type { Report } from "../report/publish.ts";
import { rounded } from "../report/statistics.ts";
import type { Table } from "../report/table.ts";
import type { Finding, Paces } from "./compare.ts";
import type { Pace } from "./contender-threads.ts";
import { type ContenderName, contenderNames, stock } from "./contenders/contenders.ts";
import { type DocumentName, documentNames, type SuiteName, suiteNames } from "./sample.ts";

/** Puts what was found into tables, one for each document and cryptosuite. */
export function describeFindings(findings: Finding[], threads: number): Report {
  const groups = documentNames
    .flatMap((document) => suiteNames.map((suite) => ({ document, suite })))
    .filter((group) => findings.some(({ task }) => isOf(task, group)));
  return {
    name: "libraries",
    tables: groups.map((group) => tableOf(findings, group, threads)),
    notes: absences(findings),
    data: { threads, findings: findings.map(plain) },
  };
}

interface Group {
  document: DocumentName;
  suite: SuiteName;
}

function isOf(task: Group, { document, suite }: Group): boolean {
  return task.document === document && task.suite === suite;
}

function tableOf(findings: Finding[], group: Group, threads: number): Table {
  const { document, suite } = group;
  const ofGroup = findings.filter(({ task }) => isOf(task, group));
  return {
    caption: `The ${document}, \`${suite}\`: processor time for one (in one thread), and how many a second with ${threads} threads at once.`,
    columns: ["", "µs", "faster than stock", "slower than the floor", "a second", "more than stock"],
    rows: ofGroup.flatMap(({ task, single, parallel }) =>
      contenderNames.map((name) => [
        `${task.operation}: ${nameOf(name)}`,
        ...cellsOf(name, single, ({ processorMicroseconds }) => processorMicroseconds),
        rounded(parallel.get(name)?.perSecond ?? Number.NaN),
        times(parallel.get(name)?.perSecond, parallel.get(stock)?.perSecond),
      ]),
    ),
  };
}

function cellsOf(name: ContenderName, paces: Paces, of: (pace: Pace) => number): string[] {
  const value = (of_: ContenderName) => {
    const pace = paces.get(of_);
    return pace === undefined ? undefined : of(pace);
  };
  return [
    rounded(value(name) ?? Number.NaN),
    times(value(stock), value(name)),
    times(value(name), value("floor")),
  ];
}

/** How many times as much the one is as the other. */
function times(one: number | undefined, other: number | undefined): string {
  return one === undefined || other === undefined ? "-" : `${rounded(one / other)}x`;
}

function nameOf(name: ContenderName): string {
  return name === "floor" ? "the floor" : name;
}

/** Who does not take part in what, one line for each cryptosuite. */
function absences(findings: Finding[]): string[] {
  const lines = suiteNames.flatMap((suite) =>
    contenderNames.map((name) => {
      const missed = findings.filter(({ task, absent }) => task.suite === suite && absent.has(name));
      const operations = [...new Set(missed.map(({ task }) => task.operation))];
      return operations.length === 0 ? "" : `${name} does not ${operations.join(", ")} with \`${suite}\`.`;
    }),
  );
  return lines.filter((line) => line !== "");
}

function plain({ task, single, parallel, absent }: Finding): object {
  return {
    ...task,
    oneThread: Object.fromEntries(single),
    allThreads: Object.fromEntries(parallel),
    absent: Object.fromEntries(absent),
  };
}
