// What does issuing cost an issuer that has issued much? npm run bench:growth, and with a million: npm run bench:growth -- --million
import { describeGrowth, type GrowthFindings } from "./growth/describe-growth.ts";
import { type GrownIssuer, growIssuer } from "./growth/grown-issuer.ts";
import { measureIssuing } from "./growth/measure-growth.ts";
import { type PublishingFigures, publishLists } from "./growth/publish-lists.ts";
import { progress, publish } from "./report/publish.ts";
import { temporaryFolder } from "./services/clean-up.ts";

const sizes = [10_000, process.argv.includes("--million") ? 1_000_000 : 50_000];

const folder = temporaryFolder();
const issuers: GrownIssuer[] = [];
try {
  for (const size of sizes) {
    progress(`growth: an issuer with ${size} credentials`);
    issuers.push(await growIssuer(folder, size));
  }
  progress("growth: publishing status lists");
  const publishing: PublishingFigures[] = [];
  for (const issuer of issuers) publishing.push(await publishLists(issuer));
  progress("growth: issuing");
  const issuing = await measureIssuing(issuers);
  const findings = issuers.map((issuer, index): GrowthFindings => {
    const { credentials, fillSeconds, memoryAtStartMebibytes, service } = issuer;
    const [issued, published] = [issuing[index], publishing[index]];
    if (issued === undefined || published === undefined) throw new TypeError("An issuer was left out");
    return {
      credentials,
      fillSeconds,
      startSeconds: service.startedMilliseconds / 1000,
      memoryAtStartMebibytes,
      peakMebibytes: service.memory().peakMebibytes,
      issuing: issued,
      publishing: published,
    };
  });
  await publish(describeGrowth(findings));
} finally {
  await Promise.all(issuers.map(({ service }) => service.stop()));
}
