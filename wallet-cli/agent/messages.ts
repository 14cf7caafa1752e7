/** The longest message in either direction, in bytes. */
export const longestMessage = 1024;

export const keyLength = 32;

/** What is asked of an agent: the key of one derivation (see `derivationHeader`), or to end. */
export type AgentRequest = { readonly ask: "key"; readonly derivation: Uint8Array } | { readonly ask: "end" };

/** A request is a line of ASCII: "key" and the derivation in base64url, or "end". */
export function writeRequest(request: AgentRequest): string {
  return request.ask === "end" ? "end\n" : `key ${Buffer.from(request.derivation).toString("base64url")}\n`;
}

/** Reads a line without its line feed; `undefined` for anything but a request. */
export function parseRequest(line: string): AgentRequest | undefined {
  if (line === "end") return { ask: "end" };
  const encoded = /^key ([A-Za-z0-9_-]{1,200})$/u.exec(line)?.[1];
  return encoded === undefined ? undefined : { ask: "key", derivation: Buffer.from(encoded, "base64url") };
}

const done = Buffer.from("ok\n");

/** An answer is "ok", a line feed and the bytes of the key as they are, so that they can be wiped: texts cannot. */
export function writeAnswer(key: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.concat([done, key]);
}

/** The answer to what is not understood, or not this agent's to give. */
export function writeRefusal(): Buffer {
  return Buffer.from("no\n");
}

/** The key in an answer; `undefined` when there is none. A view: wiping it wipes the answer. */
export function keyInAnswer(answer: Uint8Array): Uint8Array | undefined {
  const isKey = isDone(answer) && answer.length === done.length + keyLength;
  return isKey ? answer.subarray(done.length) : undefined;
}

/** Whether what was asked for has been done. */
export function isDone(answer: Uint8Array): boolean {
  return done.equals(answer.subarray(0, done.length));
}

/** Both one after the other, and nothing left where they were: a key is to be in one place only. */
export function moved(before: Buffer<ArrayBuffer>, chunk: Buffer): Buffer<ArrayBuffer> {
  const whole = Buffer.concat([before, chunk]);
  before.fill(0);
  chunk.fill(0);
  return whole;
}
