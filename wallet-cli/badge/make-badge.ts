import { bakeCredential, type PictureKind } from "../../core/badge/baked-picture.ts";
import { Problem } from "../../core/problem/problem.ts";
import { GuidedProblem } from "../guided-problem.ts";
import type { HeldCredential } from "../store/wallet-records.ts";
import { readOwnFont } from "../typesetting/own-font.ts";
import { choosePicture } from "./choose-picture.ts";
import type { Picture } from "./default-picture.ts";

export interface BadgeOptions {
  kind: PictureKind;
  /** The person's own picture. */
  image: string | undefined;
  /** Put it in place of a badge that the own picture holds. */
  replace: boolean;
  /** A font for a default PNG. */
  font: string | undefined;
}

/**
 * A picture with a held credential baked into it: Open Badges 3.0, 5.3.
 *
 * @throws {@link Problem} `INVALID_REQUEST` for a credential that is no Open Badge; `ALREADY_EXISTS` for a picture that is a badge; what reading
 * and baking throw.
 */
export async function makeBadge(
  held: HeldCredential,
  { kind, image, replace, font }: BadgeOptions,
): Promise<Picture> {
  assertOpenBadge(held);
  const picture = await choosePicture(held, { kind, image, font: await readOwnFont(font) });
  try {
    return { ...picture, bytes: bakeCredential(picture.bytes, held.credential, { replace }) };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "ALREADY_EXISTS") throw error;
    const advice = "To put this credential in its place: --replace";
    throw new GuidedProblem("ALREADY_EXISTS", error.message, advice, { cause: error });
  }
}

/** Only these may stand under the names of Open Badges 3.0, 5. */
function assertOpenBadge({ verification }: HeldCredential): void {
  const types = verification.statement?.types.map((type) => type.replace(/^.*[#/]/u, "")) ?? [];
  if (types.includes("OpenBadgeCredential") || types.includes("AchievementCredential")) return;
  throw new GuidedProblem(
    "INVALID_REQUEST",
    "Only Open Badges are put into pictures, and this credential is none.",
    "Export it as it is, with --json or --jwt.",
  );
}
