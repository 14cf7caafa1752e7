import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What the tests use of LearnCard's wallet. */
export interface Learncard {
  id: { did(): string };
  invoke: {
    acceptCredentialOffer(
      offer: string,
      options: { txCode?: string; configurationIds?: string[] },
    ): Promise<{ credentials: { format: string; credential: unknown }[] }>;
    prepareVerifiablePresentation(
      request: string,
      credentials: unknown[],
    ): Promise<{ canSatisfy?: boolean; [member: string]: unknown }>;
    presentCredentials(
      request: string,
      chosen: { credentialQueryId: string; candidate: { credential: unknown; format?: string } }[],
    ): Promise<{ submitted: { status?: number; [member: string]: unknown } }>;
  };
}

/** How to make a wallet from a seed, or in plain words why there is none here. */
export type LearncardFinding =
  | {
      createWallet: (
        seed: string,
        fetchOf: typeof fetch,
        certificateAuthorities: string[],
      ) => Promise<Learncard>;
    }
  | { missing: string };

const folder = fileURLToPath(new URL("../../node_modules/.stint-other-wallets/learncard/", import.meta.url));

interface Growing {
  addPlugin(plugin: unknown): Promise<Growing>;
}

/** LearnCard is installed by scripts/install-other-wallets.sh, not by `npm ci`. */
export async function findLearncard(): Promise<LearncardFinding> {
  if (!existsSync(`${folder}node_modules`)) {
    return { missing: "LearnCard is not installed: run bash scripts/install-other-wallets.sh" };
  }
  return { createWallet };
}

async function createWallet(
  seed: string,
  fetchOf: typeof fetch,
  certificateAuthorities: string[],
): Promise<Learncard> {
  const { generateLearnCard } = await load<{ generateLearnCard(): Promise<Growing> }>("@learncard/core");
  const { getDidKitPlugin } = await load<{ getDidKitPlugin(wasm: Uint8Array, quiet: boolean): unknown }>(
    "@learncard/didkit-plugin",
  );
  const { getDidKeyPlugin } = await load<{
    getDidKeyPlugin(wallet: Growing, seed: string, method: "key"): unknown;
  }>("@learncard/didkey-plugin");
  const { getVCPlugin } = await load<{ getVCPlugin(wallet: Growing): unknown }>("@learncard/vc-plugin");
  const { getOpenID4VCPlugin } = await load<{
    getOpenID4VCPlugin(wallet: Growing, options: object): unknown;
  }>("@learncard/openid4vc-plugin");
  const wasm = await readFile(
    `${folder}node_modules/@learncard/didkit-plugin/dist/didkit/didkit_wasm_bg.wasm`,
  );
  let wallet = await generateLearnCard();
  wallet = await wallet.addPlugin(await getDidKitPlugin(wasm, true));
  wallet = await wallet.addPlugin(await getDidKeyPlugin(wallet, seed, "key"));
  wallet = await wallet.addPlugin(await getVCPlugin(wallet));
  wallet = await wallet.addPlugin(
    getOpenID4VCPlugin(wallet, { fetch: fetchOf, trustedX509Roots: certificateAuthorities }),
  );
  return wallet as unknown as Learncard;
}

async function load<Module>(name: string): Promise<Module> {
  const path = createRequire(`${folder}package.json`).resolve(name);
  return (await import(pathToFileURL(path).href)) as Module;
}
