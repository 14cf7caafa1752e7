import { achievementImage, isPlainPng, pngOfDataUrl } from "../../core/badge/achievement-image.ts";
import { kindOfPicture, type PictureKind } from "../../core/badge/baked-picture.ts";
import { badgeLimits } from "../../core/badge/limits.ts";
import { Problem } from "../../core/problem/problem.ts";
import { employerOf, titleOf } from "../credentials/credential-facts.ts";
import { readFileBounded } from "../credentials/read-document.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { HeldCredential } from "../store/wallet-records.ts";
import { defaultPicture, type Picture } from "./default-picture.ts";

export interface PictureWish {
  kind: PictureKind;
  /** The person's own picture. */
  image: string | undefined;
  /** The person's own font, for a default PNG. */
  font: Uint8Array | undefined;
}

/**
 * The picture for a badge: the person's own; else the PNG that the credential itself carries; else the default one. Nothing is fetched, and no
 * SVG of a stranger is used: unlike pixels it could act.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for an own picture of another kind; what reading files throws.
 */
export async function choosePicture(held: HeldCredential, wish: PictureWish): Promise<Picture> {
  const { kind, image, font } = wish;
  if (image !== undefined) return { bytes: await readOwn(image, kind), notes: [] };
  const address = kind === "png" ? await namedPicture(held) : undefined;
  const named = address === undefined ? undefined : pngOfDataUrl(address);
  if (named !== undefined && isPlainPng(named)) return { bytes: named, notes: [] };
  const subject = { name: titleOf(held.verification), issuerName: employerOf(held.verification) };
  const { bytes, notes } = await defaultPicture(subject, { kind, font });
  if (address === undefined) return { bytes, notes };
  const words = address.startsWith("data:") ? "cannot be used" : "is elsewhere and was not fetched";
  return {
    bytes,
    notes: [...notes, `The picture that the issuer names ${words}. To use another: --image FILE`],
  };
}

async function readOwn(path: string, kind: PictureKind): Promise<Uint8Array> {
  const bytes = await readFileBounded(path, badgeLimits.pngBytes);
  const found = kindOfPicture(bytes);
  if (found === kind) return bytes;
  if (found === undefined) {
    throw new GuidedProblem("INVALID_REQUEST", "This picture is no PNG and no SVG.", "Choose another one.");
  }
  const words = `This picture is ${found === "png" ? "a PNG" : "an SVG"}.`;
  throw new GuidedProblem("INVALID_REQUEST", words, `Export with --${found}.`);
}

/** What the credential names, as it was signed: the wallet's own summary does not keep it. */
async function namedPicture({ credential }: HeldCredential): Promise<string | undefined> {
  const { openCredential } = await import("../../core/credential/open-credential.ts");
  try {
    return achievementImage((await openCredential(credential, "all")).statement);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
