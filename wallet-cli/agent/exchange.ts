import { connect } from "node:net";
import { type AgentRequest, longestMessage, moved, writeRequest } from "./messages.ts";

/** What came of asking: bytes; nobody listens (any more); or somebody does, and says nothing in time, or too much. */
export type Exchanged =
  | { readonly outcome: "answered"; readonly answer: Uint8Array }
  | { readonly outcome: "nobody" | "silent" };

/** Asks whoever listens at a socket, and waits for at most so long. */
export function exchange(path: string, request: AgentRequest, milliseconds: number): Promise<Exchanged> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let received = Buffer.alloc(0);
    const finish = (exchanged: Exchanged) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(exchanged);
    };
    // On a machine that stood still, the time may be over and the answer there all the same: it is looked at before the time counts.
    const timer = setTimeout(() => setImmediate(() => finish({ outcome: "silent" })), milliseconds);
    socket.on("error", () => finish({ outcome: "nobody" }));
    socket.on("data", (chunk: Buffer) => {
      received = moved(received, chunk);
      if (received.length > longestMessage) finish({ outcome: "silent" });
    });
    socket.on("end", () => finish({ outcome: "answered", answer: received }));
    socket.write(writeRequest(request));
  });
}
