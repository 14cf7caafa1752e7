import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

let ready: Promise<void> | undefined;

/** Draws an SVG of ours as a PNG, as large as it says it is. It has letters as outlines only: no fonts are looked for, and nothing is fetched. */
export async function rasterize(svg: string): Promise<Uint8Array> {
  ready ??= start();
  await ready;
  const drawing = new Resvg(svg);
  try {
    const image = drawing.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    drawing.free();
  }
}

/** Once in a process: the library refuses a second time. */
async function start(): Promise<void> {
  const path = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
  await initWasm(await readFile(path));
}
