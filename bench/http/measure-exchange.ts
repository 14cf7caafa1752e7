import { median } from "../report/statistics.ts";
import { type ChildService, untilQuiet } from "../services/child-service.ts";
import { type LoadResult, sendLoad } from "../services/load.ts";
import type { ExchangeName, ServerName } from "./exchanges.ts";
import type { Servers } from "./servers.ts";

/** How one server did in an exchange: medians of the rounds. */
export interface ExchangeFigures {
  exchange: ExchangeName;
  connections: number;
  server: ServerName;
  perSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** Processor time of the server process for one answer. */
  processorMilliseconds: number;
  /** How many cores the server kept busy: near the number of cores it was the limit, and not the client. */
  busyCores: number;
}

export interface ExchangePlan {
  connections: number;
  rounds: number;
  seconds: number;
}

/**
 * Measures an exchange at all servers that have it, in turns.
 *
 * @throws Error when an answer is not the one that was expected: failures are not measured.
 */
export async function measureExchange(
  servers: Servers,
  exchange: ExchangeName,
  { connections, rounds, seconds }: ExchangePlan,
): Promise<ExchangeFigures[]> {
  const requests = servers.exchanges[exchange];
  const names = Object.keys(requests) as ServerName[];
  const found = new Map<ServerName, ExchangeFigures[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const server = serverOf(servers, exchange, name);
      const next = requests[name];
      if (next === undefined) continue;
      const load = (duration: number) => sendLoad({ url: server.url, connections, seconds: duration, next });
      if (round === 0) await load(1);
      await untilQuiet(server);
      const processorBefore = server.processorMilliseconds();
      const result = await load(seconds);
      const processor = server.processorMilliseconds() - processorBefore;
      assertGood(result, `${name}, ${exchange}`);
      found.get(name)?.push({ exchange, connections, server: name, ...figuresOf(result, processor) });
    }
  }
  return [...found.values()].map(medianFigures);
}

/** Which process answers. */
export function serverOf(servers: Servers, exchange: ExchangeName, name: ServerName): ChildService {
  if (name !== "Stint") return servers[name];
  return exchange === "verify with status" ? servers.verifier : servers.issuer;
}

function figuresOf(result: LoadResult, processorMilliseconds: number) {
  return {
    perSecond: result.good / result.seconds,
    p50Milliseconds: result.latency.good.p50,
    p99Milliseconds: result.latency.good.p99,
    processorMilliseconds: processorMilliseconds / result.good,
    busyCores: processorMilliseconds / 1000 / result.seconds,
  };
}

function assertGood(result: LoadResult, what: string): void {
  const answers = Object.values(result.statuses).reduce((sum, count) => sum + count, 0);
  if (answers === 0 || result.good !== answers || result.timeouts + result.connectionErrors > 0)
    throw new Error(`${what}: ${JSON.stringify(result)}`);
}

function medianFigures(rounds: ExchangeFigures[]): ExchangeFigures {
  const [first] = rounds;
  if (first === undefined) throw new TypeError("Nothing was measured");
  const of = (
    member: keyof Omit<ExchangeFigures, "exchange" | "connections" | "server">,
  ): Record<string, number> => ({ [member]: median(rounds.map((round) => round[member])) });
  return {
    ...first,
    ...of("perSecond"),
    ...of("p50Milliseconds"),
    ...of("p99Milliseconds"),
    ...of("processorMilliseconds"),
    ...of("busyCores"),
  };
}
