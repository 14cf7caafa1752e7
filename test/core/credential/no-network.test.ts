import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);

describe("reading JSON-LD", () => {
  it("has no HTTP client: in place of jsonld's own there is one that refuses (security rule 1)", async () => {
    const { httpClient } = require("@digitalbazaar/http-client") as {
      httpClient: { get(url: string): Promise<unknown> };
    };
    await expect(httpClient.get("https://attacker.example/context")).rejects.toThrow("without a network");
  });

  it("loads none either", () => {
    const reader = new URL("../../../dist/core/credential/json-ld/json-ld.js", import.meta.url).href;
    const script = `
      import { createRequire } from "node:module";
      await import(process.argv[1]);
      console.log(JSON.stringify(Object.keys(createRequire(import.meta.url).cache)));
    `;
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script, reader]);
    const loaded = JSON.parse(String(printed)) as string[];
    expect(loaded.some((file) => file.includes("/jsonld/"))).toBe(true);
    expect(loaded.filter((file) => /\/(?:undici|ky)\//.test(file))).toEqual([]);
  });
});
