import type { Report } from "../report/publish.ts";
import { median, quantile, rounded } from "../report/statistics.ts";
import type { IssueFigures } from "./measure-growth.ts";
import type { PublishingFigures } from "./publish-lists.ts";

/** All that was found about an issuer of one size. */
export interface GrowthFindings {
  credentials: number;
  fillSeconds: number;
  startSeconds: number;
  memoryAtStartMebibytes: number;
  peakMebibytes: number;
  issuing: IssueFigures;
  publishing: PublishingFigures;
}

export function describeGrowth(findings: GrowthFindings[]): Report {
  const row = (name: string, cell: (of: GrowthFindings) => string) => [name, ...findings.map(cell)];
  return {
    name: "growth",
    tables: [
      {
        caption: "Credentials that the issuer had issued before; what the same requests cost it then.",
        columns: ["", ...findings.map(({ credentials }) => credentials.toLocaleString("en-US"))],
        rows: [
          row("filling it, credentials a second", (of) => rounded(of.credentials / of.fillSeconds)),
          row("start, s", (of) => rounded(of.startSeconds)),
          row("memory after the start, MiB", (of) => String(of.memoryAtStartMebibytes)),
          row("most memory, MiB", (of) => String(of.peakMebibytes)),
          row("issue over HTTP, a second", ({ issuing }) => rounded(issuing.perSecond)),
          row("issue, p50 ms", ({ issuing }) => rounded(issuing.p50Milliseconds)),
          row("issue, p99 ms", ({ issuing }) => rounded(issuing.p99Milliseconds)),
          row("issue, CPU ms", ({ issuing }) => rounded(issuing.processorMilliseconds)),
          row("status lists", ({ publishing }) => String(publishing.lists)),
          row("a list for the first time, p50 ms", ({ publishing }) =>
            rounded(median(publishing.firstMilliseconds)),
          ),
          row("revoked until published, p50 ms", ({ publishing }) =>
            rounded(median(publishing.revokedMilliseconds)),
          ),
          row("revoked until published, max ms", ({ publishing }) =>
            rounded(quantile(publishing.revokedMilliseconds, 1)),
          ),
          row("revoke and publish, CPU ms", ({ publishing }) => rounded(publishing.processorMilliseconds)),
        ],
      },
    ],
    notes: [growthOf(findings)],
    data: { findings },
  };
}

function growthOf(findings: GrowthFindings[]): string {
  const [small, large] = [findings[0], findings.at(-1)];
  if (small === undefined || large === undefined) throw new TypeError("Nothing was measured");
  const ratio = large.issuing.processorMilliseconds / small.issuing.processorMilliseconds;
  const times = (large.credentials / small.credentials).toLocaleString("en-US");
  return `With ${times} times as many credentials, issuing costs ${rounded(ratio)} times the processor time.`;
}
