import type { Report } from "../report/publish.ts";
import { rounded } from "../report/statistics.ts";
import type { Table } from "../report/table.ts";
import type { ExchangeFigures } from "./measure-exchange.ts";
import type { OverloadFigures } from "./overload.ts";

export interface HttpFindings {
  exchanges: ExchangeFigures[];
  overloads: OverloadFigures[];
  /** The most that each service ever had in memory, in MiB. */
  peakMebibytes: Record<string, number>;
}

export function describeHttp({ exchanges, overloads, peakMebibytes }: HttpFindings): Report {
  const memory = Object.entries(peakMebibytes).map(([name, size]) => `${name} ${size} MiB`);
  return {
    name: "http",
    tables: [exchangeTable(exchanges), overloadTable(overloads)],
    notes: [`The most memory (RSS) that each process had: ${memory.join(", ")}.`],
    data: { exchanges, overloads, peakMebibytes },
  };
}

function exchangeTable(figures: ExchangeFigures[]): Table {
  return {
    caption:
      "Processor time is that of the server for one request. The shares compare with the floor in the same row: its processor time by ours, our rate by its.",
    columns: [
      "",
      "connections",
      "a second",
      "p50 ms",
      "p99 ms",
      "CPU ms",
      "cores busy",
      "floor, by CPU",
      "floor, by rate",
    ],
    rows: figures.map((row) => {
      const floor = figures.find(
        ({ server, exchange, connections }) =>
          server === "floor" && exchange === row.exchange && connections === row.connections,
      );
      return [
        `${row.exchange}: ${row.server === "floor" ? "the floor" : row.server}`,
        String(row.connections),
        rounded(row.perSecond),
        rounded(row.p50Milliseconds),
        rounded(row.p99Milliseconds),
        rounded(row.processorMilliseconds),
        rounded(row.busyCores),
        percent((floor?.processorMilliseconds ?? Number.NaN) / row.processorMilliseconds),
        percent(row.perSecond / (floor?.perSecond ?? Number.NaN)),
      ];
    }),
  };
}

function overloadTable(figures: OverloadFigures[]): Table {
  const count = (row: OverloadFigures, wanted: (status: number) => boolean) =>
    Object.entries(row.statuses).reduce(
      (sum, [status, number]) => sum + (wanted(Number(status)) ? number : 0),
      0,
    );
  return {
    caption:
      "More connections than can be served, none of which waits after a refusal; health is asked for every 100 ms over a new connection.",
    columns: [
      "",
      "connections",
      "2xx",
      "503",
      "of these with Retry-After",
      "other",
      "time-outs",
      "connection errors",
      "2xx p99 ms",
      "503 p99 ms",
      "health p50/p99/max ms",
      "health failures",
    ],
    rows: figures.map((row) => [
      row.exchange,
      String(row.connections),
      String(row.good),
      String(count(row, (status) => status === 503)),
      String(row.withRetryAfter),
      String(count(row, (status) => status !== 503 && status >= 400)),
      String(row.timeouts),
      String(row.connectionErrors),
      rounded(row.latency.good.p99),
      rounded(row.latency.refused.p99),
      [row.health.p50, row.health.p99, row.health.max].map(rounded).join("/"),
      String(row.health.failures.length),
    ]),
  };
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 100)} %` : "-";
}
