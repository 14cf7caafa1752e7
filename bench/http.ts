// What do the services do over HTTP, beside the least that a server can do? npm run bench:http
import { describeHttp } from "./http/describe-http.ts";
import { exchangeNames } from "./http/exchanges.ts";
import { type ExchangeFigures, measureExchange } from "./http/measure-exchange.ts";
import { type OverloadFigures, overload } from "./http/overload.ts";
import { startServers } from "./http/servers.ts";
import { progress, publish } from "./report/publish.ts";
import { isWanted } from "./report/selection.ts";
import { temporaryFolder } from "./services/clean-up.ts";

progress("http: starting the services");
const servers = await startServers(temporaryFolder());
try {
  const exchanges: ExchangeFigures[] = [];
  for (const exchange of exchangeNames) {
    for (const connections of [16, 64]) {
      if (!isWanted(`${exchange}, ${connections} connections`)) continue;
      progress(`http: ${exchange}, ${connections} connections`);
      exchanges.push(...(await measureExchange(servers, exchange, { connections, rounds: 3, seconds: 3 })));
    }
  }
  const overloads: OverloadFigures[] = [];
  for (const exchange of ["verify with status", "issue"] as const) {
    if (!isWanted(`${exchange}, 1,000 connections`)) continue;
    progress(`http: ${exchange}, 1,000 connections`);
    overloads.push(await overload(servers, exchange, { connections: 1_000, seconds: 10 }));
  }
  const { issuer, verifier, floor, stock } = servers;
  const peakMebibytes = Object.fromEntries(
    Object.entries({ issuer, verifier, floor, stock }).map(([name, service]) => [
      name,
      service.memory().peakMebibytes,
    ]),
  );
  await publish(describeHttp({ exchanges, overloads, peakMebibytes }));
} finally {
  await servers.stop();
}
