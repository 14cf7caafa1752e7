// A worker that does what a hostile document would like a verification to do.
import { parentPort } from "node:worker_threads";

parentPort.on("message", ({ deed }) => {
  if (deed === "spin") for (;;);
  if (deed === "eat") {
    const eaten = [];
    for (;;) eaten.push(new Array(1e5).fill({}));
  }
  if (deed === "die") process.exit(7);
  if (deed === "throw") throw new Error("a bug");
  parentPort.postMessage({ outcome: "verdict", deed });
});
parentPort.postMessage({ threadName: undefined });
