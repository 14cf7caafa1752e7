import { stopOnSignals } from "../../web/listen.ts";
import { createLogger } from "../../web/logger.ts";
import { keepHeapModest } from "../../web/modest-heap.ts";
import { readConfig } from "../config.ts";
import { startIssuer } from "../start.ts";

/** `stint-issuer serve`: runs until it is told to stop. */
export async function serve(): Promise<void> {
  keepHeapModest();
  const config = readConfig();
  const logger = createLogger({ name: "stint-issuer", level: config.logLevel });
  const issuer = await startIssuer(config, {
    logger,
    announce: (words) => process.stderr.write(`${words}\n`),
  });
  stopOnSignals(async () => {
    await issuer.stop();
    logger.info("stopped");
  });
}
