import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usualPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of this machine: `CHROMIUM_PATH`, or where it usually lies. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? "", ...usualPaths].find((path) => path !== "" && existsSync(path));
}

/** Said when there is none; with `CI=true` a missing browser is a failure. */
export const missingChromium =
  "SKIPPED: no Chromium here. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to its binary.";

export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
