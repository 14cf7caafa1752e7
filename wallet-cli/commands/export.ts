import type { PictureKind } from "../../core/badge/baked-picture.ts";
import { standingOf } from "../credentials/credential-facts.ts";
import type { NumberedCredential } from "../credentials/select-credential.ts";
import { forOthers } from "../disclosure/shown-credential.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { type ExportForm, fileNameFor } from "../export/export-form.ts";
import { GuidedProblem } from "../guided-problem.ts";
import { withCredentials } from "../open-wallet.ts";
import type { Session } from "../session.ts";
import { documentText } from "../terminal/json-text.ts";
import { styled } from "../terminal/line.ts";
import { writeNewFile } from "../terminal/write-new-file.ts";
import type { Wallet } from "../wallet.ts";

export interface ExportOptions {
  readonly credential: string;
  readonly form: ExportForm;
  readonly out: string | undefined;
  /** The person's own picture, for a badge. */
  readonly image: string | undefined;
  /** Put the badge in place of one that the picture holds. */
  readonly replace: boolean;
  /** Where the code on a certificate leads. */
  readonly verifyLink: string | undefined;
  /** A font for scripts that the wallet's fonts lack. */
  readonly font: string | undefined;
}

/** What is written, and what a person should know about it. */
interface Export {
  content: Uint8Array | string;
  notes: string[];
}

/**
 * Writes a held credential as it was issued, into a picture, or as a certificate to print. Signs nothing and asks nobody. A proof that
 * is for its holder alone stays at home: files are given away.
 */
export function exportCredential(options: ExportOptions, session: Session): Promise<ExitCode> {
  return withCredentials(session, async (wallet) => {
    const held = await forOthers(await wallet.credential(options.credential), session);
    const { form } = options;
    if (form === "json" || form === "jwt") return exportDocument(held, options, session);
    const { content, notes } =
      form === "pdf"
        ? await certificate(held, { options, wallet, session })
        : await badge(held, form, options);
    const file = options.out ?? fileNameFor(held, form);
    await writeNewFile(file, content, { advice: "Choose another name with --out." });
    session.terminal.tell(
      [styled("green", "✔ "), "Wrote ", styled("bold", file)],
      "Whoever has this file can read the whole credential in it.",
      ...notes,
    );
    if (session.settings.json) session.terminal.printJson({ file });
    return exitCodes.done;
  });
}

async function exportDocument(
  { credential }: NumberedCredential,
  { form, out }: ExportOptions,
  { terminal, settings }: Session,
): Promise<ExitCode> {
  const issuedAs = typeof credential === "string" ? "jwt" : "json";
  if (form !== issuedAs) {
    throw new GuidedProblem(
      "INVALID_REQUEST",
      `This credential was issued ${issuedAs === "jwt" ? "as a JWT" : "as JSON with a proof in it"}. In another form its signature would not fit.`,
      `Export it with --${issuedAs}.`,
    );
  }
  if (out !== undefined) {
    await writeNewFile(out, documentText(credential), { advice: "Choose another name with --out." });
    terminal.tell([styled("green", "✔ "), "Wrote the credential to ", styled("bold", out)]);
    if (settings.json) terminal.printJson({ file: out });
  } else if (settings.json) terminal.printJson(credential);
  else terminal.printDocument(credential);
  return exitCodes.done;
}

async function badge(
  held: NumberedCredential,
  kind: PictureKind,
  { image, replace, font }: ExportOptions,
): Promise<Export> {
  const { makeBadge } = await import("../badge/make-badge.ts");
  const { bytes, notes } = await makeBadge(held, { kind, image, replace, font });
  return { content: bytes, notes };
}

async function certificate(
  held: NumberedCredential,
  { options, wallet, session }: { options: ExportOptions; wallet: Wallet; session: Session },
): Promise<Export> {
  const { environment, settings } = session;
  const now = environment.now();
  const standing = standingOf(held, now);
  if (standing === "revoked" || standing === "suspended" || standing === "expired") {
    throw new GuidedProblem(
      standing === "revoked" ? "REVOKED" : standing === "suspended" ? "SUSPENDED" : "EXPIRED",
      `This credential is ${standing}: a certificate would say otherwise.`,
      `Ask again with: stint status ${held.number}`,
    );
  }
  const { wayToCheck } = await import("../certificate/way-to-check.ts");
  const { writeCertificate } = await import("../certificate/write-certificate.ts");
  const { readOwnFont } = await import("../typesetting/own-font.ts");
  const check = wayToCheck(
    held,
    { link: options.verifyLink, shares: await wallet.shares(), now },
    { allowHttpOnLoopback: settings.allowLoopback },
  );
  const font = await readOwnFont(options.font);
  const { bytes, notes } = await writeCertificate(held, { check, created: now, font });
  return { content: bytes, notes: [checkNote(check, held), ...notes] };
}

function checkNote(
  { link, until }: { link: string | undefined; until: string | undefined },
  held: NumberedCredential,
): string {
  if (link === undefined) {
    return `There is no code on it, because there is no link to check it at. Make one with: stint share ${held.number} --to ADDRESS`;
  }
  const end = until === undefined ? "" : `, until ${until} or until you take that share back`;
  return `The code on it leads to ${link}${end}.`;
}
