import type { CreateContender } from "./contender.ts";

/** Who takes part, and how it is loaded: each in threads of its own, so that no library runs on what another one warmed up. */
export const contenders = {
  "@digitalbazaar/vc": async () => (await import("./digital-bazaar.ts")).createDigitalBazaar,
  "@digitalcredentials/vc": async () => (await import("./digital-credentials.ts")).createDigitalCredentials,
  "DIDKit (Rust)": async () => (await import("./didkit.ts")).createDidkit,
  Stint: async () => (await import("./stint.ts")).createStint,
  "Stint, the proof alone": async () => (await import("./stint.ts")).createStintForProofs,
  floor: async () => (await import("./floor.ts")).createFloor,
} as const satisfies Record<string, () => Promise<CreateContender>>;

export type ContenderName = keyof typeof contenders;

export const contenderNames = Object.keys(contenders) as ContenderName[];

/** What the others are compared with. */
export const stock: ContenderName = "@digitalbazaar/vc";
