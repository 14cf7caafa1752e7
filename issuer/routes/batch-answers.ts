import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { problemDetails } from "../../core/problem/problem.ts";
import type { DryRun } from "../batch/upload-batch.ts";

/** A problem document with all that is wrong as an extension member (RFC 9457, 3.2). */
export function refuseRows(response: Response, { problems }: DryRun): void {
  const detail = "Nothing was stored. See problems, by row and column.";
  const details = { ...problemDetails("ROWS_REFUSED", detail), problems };
  response.status(details.status).type("application/problem+json").send(JSON.stringify(details));
}

/** Sends a CSV file as its pieces come. The first piece is awaited before anything is sent, so that what is wrong is still answered as a problem. */
export async function sendResults(
  response: Response,
  pieces: AsyncGenerator<string>,
  name: string,
): Promise<void> {
  const { value: first = "" } = await pieces.next();
  response.set({
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${name}"`,
  });
  response.write(first);
  await pipeline(Readable.from(pieces), response).catch((error: unknown) => {
    if (!isGoneAway(error)) throw error;
  });
}

function isGoneAway(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
