// A worker that does what a hostile document would like a verification to do.
import { parentPort, workerData } from "node:worker_threads";

parentPort.on("message", ({ number, job: { deed } }) => {
  const [from, to] = workerData.takenBack;
  if (number >= from && number < to) return;
  if (deed === "spin") for (;;);
  if (deed === "eat") {
    const eaten = [];
    for (;;) eaten.push(new Array(1e5).fill({}));
  }
  if (deed === "wait") for (const end = performance.now() + 60; performance.now() < end; );
  if (deed === "die") process.exit(7);
  if (deed === "throw") throw new Error("a bug");
  parentPort.postMessage({ number, result: { outcome: "verdict", deed } });
  if (deed === "linger") for (const end = performance.now() + 60; performance.now() < end; );
});
parentPort.postMessage({ threadName: undefined });
