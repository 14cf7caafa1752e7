// A worker that does what a document tells it to, whatever would stop a real one from signing; for one that tells nothing it dies.
import { parentPort, threadId } from "node:worker_threads";

parentPort.on("message", ({ text, key }) => {
  const { deed } = JSON.parse(text);
  if (deed === "spin") for (;;);
  if (deed === "eat") {
    const eaten = [];
    for (;;) eaten.push(new Array(1e5).fill({}));
  }
  if (deed === "wait") for (const end = performance.now() + 60; performance.now() < end; );
  if (deed === "throw") throw new Error("a bug");
  if (deed === undefined || deed === "die") process.exit(7);
  const secret = Buffer.from(key.secret).toString("hex");
  const environment = Object.keys(process.env);
  const answer = { deed, threadId, secret, environment };
  parentPort.postMessage({ result: { outcome: "signed", text: JSON.stringify(answer) } });
});
parentPort.postMessage({ threadName: undefined });
