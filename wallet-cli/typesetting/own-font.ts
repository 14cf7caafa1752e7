import { readFileBounded } from "../credentials/read-document.ts";

/** Fonts of Chinese, Japanese and Korean have some 20 MiB. */
const maxFontBytes = 64 * 1024 * 1024;

/** Reads the font that a person brought for scripts that the wallet's fonts lack. @throws {@link Problem} `NOT_FOUND`, `CONTENT_TOO_LARGE`. */
export async function readOwnFont(path: string | undefined): Promise<Uint8Array | undefined> {
  return path === undefined ? undefined : readFileBounded(path, maxFontBytes);
}
