import { setImmediate } from "node:timers/promises";
import type { GivenFile } from "../../core/evidence/compare-evidence.ts";
import { createDigestReader } from "../../core/evidence/content-digests.ts";
import type { UploadedFile } from "../../web/read-upload.ts";

const pieceBytes = 512 * 1024;

/** The digests of files that were uploaded, read piece by piece so that nobody else's request waits for them. */
export async function givenFiles(uploaded: readonly UploadedFile[]): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  for (const { name, bytes } of uploaded) {
    const reader = createDigestReader();
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      reader.update(bytes.subarray(start, start + pieceBytes));
      await setImmediate();
    }
    files.push({ name, digests: reader.digests() });
  }
  return files;
}
