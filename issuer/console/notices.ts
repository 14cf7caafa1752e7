/** Something to be said once, on the page that follows an action. */
export interface Notice {
  kind: "done" | "trouble";
  text: string;
  /** Shown this once, to be copied. */
  secret?: { label: string; value: string };
}

/** What the next pages of one session have to say; a notice is gone once it was taken. */
export interface Notices {
  /** Gives back the address with the name of the notice in it. */
  leave(path: string, notice: Notice): string;
  take(name: unknown): Notice | undefined;
}

const maximum = 10;

/** Makes the notices of one session. Of more than ten that nobody took, the oldest are dropped. */
export function createNotices(random: (size: number) => Uint8Array): Notices {
  const waiting = new Map<string, Notice>();
  return {
    leave(path, notice) {
      const name = Buffer.from(random(9)).toString("base64url");
      waiting.set(name, notice);
      const [oldest] = waiting.keys();
      if (waiting.size > maximum && oldest !== undefined) waiting.delete(oldest);
      return `${path}${path.includes("?") ? "&" : "?"}notice=${name}`;
    },
    take(name) {
      if (typeof name !== "string") return undefined;
      const notice = waiting.get(name);
      waiting.delete(name);
      return notice;
    },
  };
}
