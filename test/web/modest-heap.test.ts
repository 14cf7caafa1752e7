import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

describe("a modest heap", () => {
  it("is asked of V8 by an option that it still has: of another one it would complain", () => {
    const module = new URL("../../dist/web/modest-heap.js", import.meta.url).href;
    const script = "const { keepHeapModest } = await import(process.argv[1]); keepHeapModest();";
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", script, module],
      { encoding: "utf8" },
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
    const unknown = spawnSync(process.execPath, ["--heap-shrinking-percent=100", "--eval", "0"]);
    expect(unknown.status).not.toBe(0);
  });
});
