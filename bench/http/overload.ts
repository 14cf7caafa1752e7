import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { untilQuiet } from "../services/child-service.ts";
import { type Latency, type LoadResult, latencyOf, sendLoad } from "../services/load.ts";
import type { ExchangeName } from "./exchanges.ts";
import type { ProbeFindings } from "./health-probe.ts";
import { serverOf } from "./measure-exchange.ts";
import type { Servers } from "./servers.ts";

/** How a service bore more connections than it can serve. */
export interface OverloadFigures extends LoadResult {
  exchange: ExchangeName;
  connections: number;
  health: Latency & { answered: number; failures: string[] };
}

const probeFile = new URL("./health-probe.js", import.meta.url);

/** Sends from so many connections at once, none of which waits after a refusal, while the health of the service is asked for. */
export async function overload(
  servers: Servers,
  exchange: ExchangeName,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<OverloadFigures> {
  const server = serverOf(servers, exchange, "Stint");
  const { url } = server;
  const next = servers.exchanges[exchange].Stint;
  if (next === undefined) throw new TypeError("Stint has every exchange");
  const probe = new Worker(probeFile, { workerData: { url } });
  await once(probe, "online");
  await untilQuiet(server);
  const result = await sendLoad({ url, connections, seconds, next });
  const found = once(probe, "message");
  probe.postMessage("stop");
  const [{ milliseconds, failures }] = (await found) as [ProbeFindings];
  return {
    exchange,
    connections,
    ...result,
    health: { ...latencyOf(milliseconds), answered: milliseconds.length, failures },
  };
}
