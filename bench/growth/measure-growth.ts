import { createIssueBodies } from "../http/exchanges.ts";
import { median } from "../report/statistics.ts";
import { untilQuiet } from "../services/child-service.ts";
import { sendLoad } from "../services/load.ts";
import { issuePath } from "../services/stint-services.ts";
import type { GrownIssuer } from "./grown-issuer.ts";

/** What issuing costs an issuer; medians of the rounds. */
export interface IssueFigures {
  perSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  processorMilliseconds: number;
}

const connections = 16;
const rounds = 5;
const seconds = 3;

/** Lets the issuers, of different size, issue in turns: what else the machine does hits them alike. */
export async function measureIssuing(issuers: GrownIssuer[]): Promise<IssueFigures[]> {
  const found: IssueFigures[][] = issuers.map(() => []);
  for (const issuer of issuers) await issueFor(issuer, 2);
  for (let round = 0; round < rounds; round++) {
    for (const [index, issuer] of issuers.entries()) found[index]?.push(await issueFor(issuer, seconds));
  }
  return found.map((figures) => {
    const of = (member: keyof IssueFigures) => median(figures.map((each) => each[member]));
    return {
      perSecond: of("perSecond"),
      p50Milliseconds: of("p50Milliseconds"),
      p99Milliseconds: of("p99Milliseconds"),
      processorMilliseconds: of("processorMilliseconds"),
    };
  });
}

async function issueFor({ service, tenant }: GrownIssuer, duration: number): Promise<IssueFigures> {
  const nextBody = createIssueBodies(tenant.did);
  const headers = { authorization: `Bearer ${tenant.apiKey}`, "content-type": "application/json" };
  await untilQuiet(service);
  const before = service.processorMilliseconds();
  const { good, statuses, latency, ...result } = await sendLoad({
    url: service.url,
    connections,
    seconds: duration,
    next: () => ({ method: "POST", path: issuePath, headers, body: nextBody() }),
  });
  const processor = service.processorMilliseconds() - before;
  if (good === 0 || good !== statuses[201]) throw new Error(`Not issued: ${JSON.stringify(statuses)}`);
  return {
    perSecond: good / result.seconds,
    p50Milliseconds: latency.good.p50,
    p99Milliseconds: latency.good.p99,
    processorMilliseconds: processor / good,
  };
}
